import { execFileSync, spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  closeSync,
  constants,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { renderJson } from '../../src/report/json-lines.ts';
import type { Race } from '../../src/report/model.ts';
import { openSink, type SinkOptions } from '../../src/report/sink.ts';
import { renderText } from '../../src/report/text.ts';
import { writeFully } from '../../src/report/write-fully.ts';
import { RACES } from './report-races.ts';

const race = RACES['lost-update'] as Race;
const now = () => performance.now();
let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'racewatch-sink-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const options = (more: Partial<SinkOptions> = {}): SinkOptions => ({
  log_path: join(folder, 'race'),
  format: 'jsonl',
  pid: 4711,
  now,
  ...more,
});

/** Runs `body` with `sink` and `race` in scope in a process of its own. */
function inChild(
  settings: { log_path: string; format: string },
  body: string,
  shell = '',
): ReturnType<typeof spawnSync> {
  const file = join(folder, 'child.mts');
  const at = (path: string) => JSON.stringify(fileURLToPath(new URL(path, import.meta.url)));
  writeFileSync(
    file,
    `import { openSink } from ${at('../../src/report/sink.ts')};
     import { RACES } from ${at('./report-races.ts')};
     const race = RACES['lost-update'];
     const sink = openSink({ ...${JSON.stringify(settings)}, pid: 4711, now: () => performance.now() });
     ${body}`,
  );
  const tsx = fileURLToPath(import.meta.resolve('tsx'));
  const command = `"${process.execPath}" --import "file://${tsx}" "${file}" ${shell}`;
  return spawnSync('sh', ['-c', command], { encoding: 'utf8' });
}

describe('a report file', () => {
  it('is named after prefix, process and format, and only its owner may read it', () => {
    const sink = openSink(options());
    sink.write(race);
    sink.write(race);
    sink.close();
    expect(readdirSync(folder)).toEqual(['race.4711.jsonl']);
    const file = join(folder, 'race.4711.jsonl');
    expect(readFileSync(file, 'utf8')).toBe(`${renderJson(race)}\n`.repeat(2));
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it('is another one for each worker thread', () => {
    for (const thread of [0, 3]) {
      const sink = openSink(options({ thread }));
      sink.write(race);
      sink.close();
    }
    expect(readdirSync(folder).sort()).toEqual(['race.4711-3.jsonl', 'race.4711.jsonl']);
  });

  it('holds plain text and the number of races at its end', () => {
    const sink = openSink(options({ format: 'text' }));
    sink.write(race);
    sink.write(race);
    sink.close();
    const text = renderText(race, { color: false });
    expect(readFileSync(join(folder, 'race.4711.txt'), 'utf8')).toBe(`${text}${text}Found 2 races\n`);
  });

  it('does not exist while nothing was found', () => {
    openSink(options()).close();
    expect(readdirSync(folder)).toEqual([]);
  });

  it('is complete before the sink is closed', () => {
    const sink = openSink(options());
    sink.write(race);
    expect(readFileSync(join(folder, 'race.4711.jsonl'), 'utf8')).toBe(`${renderJson(race)}\n`);
    sink.close();
  });

  it('is gone on with by a report after the close', () => {
    const sink = openSink(options({ format: 'text' }));
    sink.write(race);
    sink.close();
    sink.close();
    sink.write(race);
    sink.close();
    const found = readFileSync(join(folder, 'race.4711.txt'), 'utf8').match(/Found .*/g);
    expect(found).toEqual(['Found 1 race', 'Found 2 races']);
  });

  it('takes the inventory when it is text', () => {
    const sink = openSink(options({ format: 'text' }));
    sink.print('Inventory');
    sink.close();
    expect(readFileSync(join(folder, 'race.4711.txt'), 'utf8')).toBe('Inventory\n');
  });

  it('waits for a folder that was removed, and goes on where it is there again', () => {
    const sink = openSink(options());
    sink.write(race);
    rmSync(folder, { recursive: true });
    sink.write(race);
    expect(sink.dropped).toBe(1);
    mkdirSync(folder);
    sink.write(race);
    sink.close();
    expect(sink.dropped).toBe(0);
    expect(readFileSync(join(folder, 'race.4711.jsonl'), 'utf8')).toBe(`${renderJson(race)}\n`.repeat(2));
  });

  it('keeps a hundred reports for a folder that does not come back, and counts all', () => {
    const sink = openSink(options());
    sink.write(race);
    rmSync(folder, { recursive: true });
    for (let n = 0; n < 250; n++) sink.write(race);
    expect(sink.dropped).toBe(250);
    mkdirSync(folder);
    sink.close();
    expect(sink.dropped).toBe(150);
    expect(readFileSync(join(folder, 'race.4711.jsonl'), 'utf8').split('\n')).toHaveLength(101);
  });

  it('is put aside when it is full, and the oldest is given up', () => {
    const line = `${renderJson(race)}\n`;
    const sink = openSink(options({ rotate_size: line.length * 2, rotate_count: 2 }));
    for (let n = 0; n < 9; n++) sink.write({ ...race, pid: 1000 + n });
    sink.close();
    const pids = (file: string) => readFileSync(join(folder, file), 'utf8').match(/"pid":\d+/g);
    expect(readdirSync(folder).sort()).toEqual(['race.4711.1.jsonl', 'race.4711.2.jsonl', 'race.4711.jsonl']);
    expect(pids('race.4711.2.jsonl')).toEqual(['"pid":1004', '"pid":1005']);
    expect(pids('race.4711.1.jsonl')).toEqual(['"pid":1006', '"pid":1007']);
    expect(pids('race.4711.jsonl')).toEqual(['"pid":1008']);
    expect(statSync(join(folder, 'race.4711.jsonl')).mode & 0o777).toBe(0o600);
  });

  it('takes a report larger than the whole file', () => {
    const sink = openSink(options({ rotate_size: 10 }));
    sink.write(race);
    sink.write(race);
    sink.close();
    expect(readdirSync(folder).sort()).toEqual(['race.4711.1.jsonl', 'race.4711.jsonl']);
  });
});

describe('a sink that cannot write', () => {
  it('falls back to stderr when the file cannot be opened, and says so once', () => {
    const { stdout, stderr, status } = inChild(
      { log_path: join(folder, 'no', 'such', 'race'), format: 'jsonl' },
      'sink.write(race); sink.write(race); sink.close();',
    );
    const lines = String(stderr).trimEnd().split('\n');
    expect(lines).toHaveLength(3);
    expect(lines[0]).toMatch(
      /^racewatch: cannot open .*race\.4711\.jsonl \(ENOENT\); reports go to stderr instead\.$/,
    );
    expect(lines.slice(1)).toEqual([renderJson(race), renderJson(race)]);
    expect({ stdout, status }).toEqual({ stdout: '', status: 0 });
  });

  it('does not follow a link that lies in its way', () => {
    const target = join(folder, 'precious');
    writeFileSync(target, 'mine');
    symlinkSync(target, join(folder, 'race.4711.jsonl'));
    const { stderr } = inChild(
      { log_path: join(folder, 'race'), format: 'jsonl' },
      'sink.write(race); sink.close();',
    );
    expect(readFileSync(target, 'utf8')).toBe('mine');
    expect(String(stderr)).toContain('reports go to stderr instead');
  });

  it.runIf(existsSync('/dev/full'))('counts what a full disk swallowed and says so at the close', () => {
    const { stderr, status } = inChild(
      { log_path: 'stdout', format: 'jsonl' },
      'sink.write(race); sink.write(race); sink.close(); process.exitCode = sink.dropped;',
      '> /dev/full',
    );
    expect(String(stderr)).toBe('racewatch: 2 reports could not be written to stdout (ENOSPC).\n');
    expect(status).toBe(2);
  });

  it('is quiet when the reader has gone', () => {
    const { stderr, stdout } = inChild(
      { log_path: 'stdout', format: 'text' },
      'for (let i = 0; i < 200; i++) sink.write(race); sink.close(); process.stderr.write("dropped " + (sink.dropped > 0));',
      '| head -n 1',
    );
    expect(String(stdout)).toMatch(/^=+\n$/);
    expect(String(stderr)).toBe('dropped true');
  });
});

describe('where there is no file', () => {
  it('writes text to stderr without colours when it is no terminal', () => {
    const { stderr } = inChild({ log_path: 'stderr', format: 'text' }, 'sink.write(race); sink.close();');
    expect(String(stderr)).toBe(`${renderText(race, { color: false })}Found 1 race\n`);
  });

  it('keeps the inventory out of JSON lines', () => {
    const { stdout, stderr } = inChild(
      { log_path: 'stdout', format: 'jsonl' },
      'sink.write(race); sink.print("Inventory"); sink.close();',
    );
    expect(String(stdout)).toBe(`${renderJson(race)}\n`);
    expect(String(stderr)).toBe('Inventory\n');
  });
});

describe('a pipe that is full', () => {
  const text = 'x'.repeat(300_000);

  function openPipe(): { path: string; fd: number } {
    const path = join(folder, 'pipe');
    execFileSync('mkfifo', [path]);
    chmodSync(path, 0o600);
    return { path, fd: openSync(path, constants.O_RDWR | constants.O_NONBLOCK) };
  }

  it('is waited for as long as its reader reads', async () => {
    const { path, fd } = openPipe();
    const reader = spawn('sh', ['-c', `sleep 0.1; head -c ${text.length} "${path}" | wc -c`]);
    const counted = new Promise<string>((resolve) =>
      reader.stdout.once('data', (data) => resolve(String(data).trim())),
    );
    expect(writeFully(fd, text, { left: 20_000 }, now)).toBeUndefined();
    expect(await counted).toBe(String(text.length));
    closeSync(fd);
  });

  it('is given up when patience has run out, for good', () => {
    const { fd } = openPipe();
    const patience = { left: 20 };
    expect(writeFully(fd, text, patience, now)).toEqual({ code: 'EAGAIN', partly: true });
    expect(patience.left).toBeLessThanOrEqual(0);
    expect(writeFully(fd, text, patience, now)).toEqual({ code: 'EAGAIN', partly: false });
    closeSync(fd);
  });
});
