import { describe, expect, it } from 'vitest';
import { type Actor, factsOf, type MessageFacts, messageFor } from '../../src/report/messages.ts';
import type { PatternName, Race } from '../../src/report/model.ts';
import { RACES } from './report-races.ts';

const buy: Actor = { kind: 'http', name: 'POST /buy' };
const facts: MessageFacts = {
  path: 'stock["sku-1"]',
  kind: 'map-entry',
  actor: buy,
  other: buy,
  sameTask: false,
  first: 'read',
  intervening: 'write',
  second: 'write',
};

describe('the sentence', () => {
  it.each<[string, PatternName, Partial<MessageFacts>, string]>([
    [
      'tells two requests of one kind apart',
      'lost-update',
      {},
      'POST /buy read stock["sku-1"], another POST /buy changed it, then the first one wrote it back without looking again: the change by the other one is lost.',
    ],
    [
      'says that a removal was undone',
      'lost-update',
      { intervening: 'delete' },
      'POST /buy read stock["sku-1"], another POST /buy removed it, then the first one wrote it back without looking again: the removal by the other one is undone.',
    ],
    [
      'says that a late completion removed a newer entry',
      'lost-update',
      { first: 'write', second: 'delete' },
      'POST /buy wrote stock["sku-1"], another POST /buy changed it, then the first one removed it without looking again: the newer value of the other one is gone.',
    ],
    [
      'says that work was done twice',
      'check-then-act',
      { absent: true },
      'POST /buy found nothing at stock["sku-1"], another POST /buy filled it, then the first one filled it too: the work was done twice and one result is thrown away.',
    ],
    [
      'finds a word for tasks without a name of their own',
      'unrepeatable-read',
      {
        actor: { kind: 'connection', name: 'connection' },
        other: { kind: 'connection', name: 'connection' },
      },
      'A connection read stock["sku-1"], another connection changed it, then the first one read it again: its two reads do not agree.',
    ],
    [
      'says that nothing was found where the container was empty',
      'check-then-act',
      { kind: 'structure', absent: true },
      'POST /buy found nothing at stock["sku-1"], another POST /buy filled it, then the first one filled it too: the work was done twice and one result is thrown away.',
    ],
    [
      'speaks of strands within one task',
      'lost-update',
      { sameTask: true, actor: { kind: 'task', name: 'sum' } },
      'Task "sum" read stock["sku-1"], another strand of the same task changed it, then the first strand wrote it back without looking again: the change by the other strand is lost.',
    ],
    [
      'speaks of code outside any task',
      'mutation-during-iteration',
      { path: 'server.activeConn', kind: 'structure', actor: undefined, other: undefined },
      'Code outside any task was still walking server.activeConn when other code outside any task added or removed an entry: the walk can skip entries, meet them twice, or use one that is gone.',
    ],
    [
      'names both ends of a torn read when it knows them',
      'torn-read',
      { path: 'acct.b', otherPath: 'acct.a', other: { kind: 'http', name: 'POST /move' } },
      'POST /buy read acct.a, POST /move changed several parts together, then POST /buy read acct.b: POST /buy holds one old and one new value that never belonged together.',
    ],
    [
      'tells the mirror of a torn read from the side of the reader',
      'torn-read',
      { first: 'update', intervening: 'read', second: 'update', other: { kind: 'http', name: 'GET /sum' } },
      'POST /buy changed one part of an object, GET /sum read several parts together, then POST /buy changed another part of it, stock["sku-1"]: GET /sum saw one new and one old value that never belonged together.',
    ],
    [
      'speaks of size or keys where no single key was read',
      'check-then-act',
      { kind: 'structure', path: 'room.members', second: 'update' },
      'POST /buy checked the size or keys of room.members, another POST /buy changed it, then the first one changed it on the strength of the old check: the check may no longer hold.',
    ],
    [
      'speaks of an unfinished value when nothing was emptied',
      'dirty-read',
      { first: 'write', intervening: 'read', other: undefined },
      'POST /buy wrote stock["sku-1"], code outside any task read it, then POST /buy wrote it again: code outside any task saw a state that was never meant to be seen.',
    ],
  ])('%s', (_name, pattern, changed, sentence) => {
    const together = changed.sameTask || (changed.actor === undefined && 'actor' in changed);
    expect(messageFor(pattern, { ...facts, ...changed, sameTask: together })).toBe(sentence);
  });

  it.each(Object.entries(RACES))(
    'of %s is one line that names the path and ends with a full stop',
    (_name, race) => {
      const message = messageFor(race.pattern, factsOf(race));
      expect(message).toContain(race.location.path);
      expect(message).toMatch(/\.$/);
      expect(message).not.toMatch(/undefined|\[object|NaN/);
    },
  );
});

describe('the facts of a report', () => {
  const race = RACES['mutation-during-iteration'] as Race;

  it('give no name to the task that is no task', () => {
    const outside = { id: 0, kind: 'main', name: 'main', origin: [] };
    expect(factsOf({ ...race, tasks: [...race.tasks, outside] }).other).toBeUndefined();
  });

  it('take a check-then-act of level warning for a duplicate initialisation', () => {
    const stampede = RACES['check-then-act-stampede'] as Race;
    expect(factsOf(stampede).absent).toBe(true);
    expect(factsOf({ ...stampede, level: 'error' }).absent).toBe(false);
    expect(factsOf(stampede, { absent: false }).absent).toBe(false);
  });
});
