// Logs that grow while they are read: rotated, cut, made late.

import {
  appendFileSync,
  mkdtempSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { Follower } from '../../src/log/follow.ts';

const folder = mkdtempSync(join(tmpdir(), 'racewatch-follow-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let log: string;
let count = 0;
beforeEach(() => {
  log = join(folder, `log.${++count}.jsonl`);
});

const textsOf = (follower: Follower) => [...follower.poll()].map(({ line }) => line.text);

describe('a follower', () => {
  it('gives what is there, then what comes, each line once and only when it is whole', () => {
    writeFileSync(log, 'a\nb');
    const follower = new Follower([log]);
    expect(textsOf(follower)).toEqual(['a']);
    appendFileSync(log, 'c\nd\n');
    expect(textsOf(follower)).toEqual(['bc', 'd']);
    expect(textsOf(follower)).toEqual([]);
    follower.close();
  });

  it('waits for files, and finds those that a glob names later', () => {
    const follower = new Follower([log, join(folder, `late.${count}.*.jsonl`)]);
    expect(textsOf(follower)).toEqual([]);
    writeFileSync(log, 'a\n');
    writeFileSync(join(folder, `late.${count}.1.jsonl`), 'b\n');
    expect(textsOf(follower)).toEqual(['a', 'b']);
    expect(follower.files).toHaveLength(2);
    follower.close();
  });

  it('begins again when the log is cut', () => {
    writeFileSync(log, 'long line\n');
    const follower = new Follower([log]);
    textsOf(follower);
    truncateSync(log, 0);
    appendFileSync(log, 'new\n');
    expect(textsOf(follower)).toEqual(['new']);
    follower.close();
  });

  it('reads a rotated log to its end, then the new one from its beginning', () => {
    writeFileSync(log, 'a\n');
    const follower = new Follower([log]);
    textsOf(follower);
    appendFileSync(log, 'last\nhalf');
    renameSync(log, `${log}.1`);
    writeFileSync(log, 'first\n');
    expect(textsOf(follower)).toEqual(['last', 'half', 'first']);
    follower.close();
  });

  it('reads nothing twice when logs move on under names that the glob has too', () => {
    const at = (nth: string) => join(folder, `moving.${count}${nth}.jsonl`);
    writeFileSync(at(''), 'a\n');
    const follower = new Follower([join(folder, `moving.${count}*.jsonl`)]);
    expect(textsOf(follower)).toEqual(['a']);
    renameSync(at(''), at('.1'));
    appendFileSync(at('.1'), 'late\n');
    writeFileSync(at(''), 'b\n');
    expect(textsOf(follower)).toEqual(['late', 'b']);
    renameSync(at('.1'), at('.2'));
    renameSync(at(''), at('.1'));
    writeFileSync(at(''), 'c\n');
    expect(textsOf(follower)).toEqual(['c']);
    expect(follower.files).toHaveLength(3);
    follower.close();
  });

  it('passes over links that go round in a circle', () => {
    symlinkSync(`circle.${count}.jsonl`, join(folder, `circle.${count}.jsonl`));
    writeFileSync(log, 'a\n');
    const follower = new Follower([join(folder, `circle.${count}.*`), join(folder, `*.${count}.jsonl`)]);
    expect(textsOf(follower)).toEqual(['a']);
    follower.close();
  });

  it('goes on when the log is gone for a while', () => {
    writeFileSync(log, 'a\n');
    const follower = new Follower([log]);
    textsOf(follower);
    rmSync(log);
    expect(textsOf(follower)).toEqual([]);
    writeFileSync(log, 'b\n');
    expect(textsOf(follower)).toEqual(['b']);
    follower.close();
  });

  it('passes over what is there when asked to, a line that is half written included', () => {
    writeFileSync(log, 'old\nhal');
    const follower = new Follower([log], { fromEnd: true });
    appendFileSync(log, 'f\nnew\n');
    expect(textsOf(follower)).toEqual(['new']);
    follower.close();
  });

  it('does not pass over what begins after it', () => {
    writeFileSync(log, 'old\n');
    const follower = new Follower([log], { fromEnd: true });
    appendFileSync(log, 'new\n');
    expect(textsOf(follower)).toEqual(['new']);
    follower.close();
  });
});
