// The one sentence that says what happened, in plain language. What to do about it stands in explain.ts.

import type { AccessOp, LocationKind, PatternName, Race } from './model.ts';

/** Who did something: a task's kind and name; undefined for code that belongs to no task. */
export type Actor = { kind: string; name: string } | undefined;

export interface MessageFacts {
  path: string;
  kind: LocationKind;
  /** The task of the first and the second access. */
  actor: Actor;
  /** The task of the intervening access. */
  other: Actor;
  /** Both belong to one task and run side by side in it. */
  sameTask: boolean;
  first: AccessOp;
  intervening: AccessOp;
  second: AccessOp;
  /** check-then-act: the first look found nothing there. dirty-read: the other read it absent or emptied. */
  absent?: boolean | undefined;
  /** torn-read: where the first access went, `path` being where the second one did. */
  otherPath?: string | undefined;
}

interface Names {
  /** The task of the window, at its first mention. */
  a: string;
  /** The same, mentioned again. */
  a2: string;
  /** The other one. */
  b: string;
  /** The other one, mentioned again. */
  b2: string;
}

type Sentence = (facts: MessageFacts, names: Names) => string;

const CHANGED: Record<AccessOp, string> = {
  read: 'read it',
  write: 'changed it',
  update: 'changed it',
  delete: 'removed it',
  iterate: 'walked it',
};

const SENTENCES: Record<PatternName, Sentence> = {
  'lost-update': lostUpdate,
  'check-then-act': checkThenAct,
  overwritten: ({ path }, { a, a2, b, b2 }) =>
    `${a} wrote ${path}, ${b} wrote another value over it, then ${a2} read it back: it got the value of ${b2}, not its own.`,
  'check-then-use': ({ path, intervening }, { a, a2, b }) =>
    `${a} tested ${path}, ${b} ${CHANGED[intervening]}, then ${a2} used it without testing again: the test no longer holds.`,
  'unrepeatable-read': ({ path, intervening }, { a, a2, b }) =>
    `${a} read ${path}, ${b} ${CHANGED[intervening]}, then ${a2} read it again: its two reads do not agree.`,
  'dirty-read': dirtyRead,
  'torn-read': tornRead,
  'mutation-during-iteration': ({ path, intervening }, { a, b }) =>
    `${a} was still walking ${path} when ${b} ${RESIZED[intervening]}: the walk can skip entries, meet them twice, or use one that is gone.`,
  'unsafe-publication': ({ path }, { a, a2, b, b2 }) =>
    `${a} put a new object where others find it, at ${path}, ${b} used it, then ${a2} went on filling it: ${b2} may have seen it half finished.`,
};

const RESIZED: Record<AccessOp, string> = {
  read: 'looked at it',
  write: 'added or removed an entry',
  update: 'added or removed entries',
  delete: 'took entries out of it',
  iterate: 'walked it too',
};

// These speak of the container; the others, where the location is its structure, of its size or keys.
const OF_CONTAINERS: ReadonlySet<PatternName> = new Set([
  'mutation-during-iteration',
  'dirty-read',
  'torn-read',
  'unsafe-publication',
]);

/** One sentence, without a line end. May hold text of the watched program: see `printable` before showing it. */
export function messageFor(pattern: PatternName, facts: MessageFacts): string {
  const bySize = facts.kind === 'structure' && !facts.absent && !OF_CONTAINERS.has(pattern);
  const path = bySize ? `the size or keys of ${facts.path}` : facts.path;
  const sentence = SENTENCES[pattern]({ ...facts, path }, namesOf(facts));
  // Our own words begin a sentence with a capital letter; `GET /a` and names of functions stay as they are.
  return isRequestLine(facts.actor) ? sentence : sentence.charAt(0).toUpperCase() + sentence.slice(1);
}

/** What {@link messageFor} needs, taken from a report whose message is still to be written. */
export function factsOf(
  race: Pick<Race, 'pattern' | 'level' | 'location' | 'accesses' | 'tasks'>,
  extra: Pick<MessageFacts, 'absent' | 'otherPath'> = {},
): MessageFacts {
  const find = (role: string) => race.accesses.find((access) => access.role === role);
  const first = find('first');
  const intervening = find('intervening');
  const actorOf = (id: number | undefined): Actor => race.tasks.find((task) => task.id === id && id !== 0);
  // The level tells these apart: see the patterns' table of levels.
  const duplicate = race.pattern === 'check-then-act' && race.level === 'warning';
  const refill = race.pattern === 'dirty-read' && race.level === 'error';
  return {
    path: race.location.path,
    kind: race.location.kind,
    actor: actorOf(first?.task),
    other: actorOf(intervening?.task),
    sameTask: first?.task === intervening?.task,
    first: first?.op ?? 'read',
    intervening: intervening?.op ?? 'write',
    second: find('second')?.op ?? 'write',
    absent: duplicate || refill,
    ...extra,
  };
}

function lostUpdate(facts: MessageFacts, { a, a2, b, b2 }: Names): string {
  const { path, first, intervening, second } = facts;
  const start = `${a} ${first === 'read' ? 'read' : 'wrote'} ${path}, ${b} ${CHANGED[intervening]}`;
  if (second === 'delete') {
    return `${start}, then ${a2} removed it without looking again: the newer value of ${b2} is gone.`;
  }
  if (intervening === 'delete') {
    return `${start}, then ${a2} wrote it back without looking again: the removal by ${b2} is undone.`;
  }
  return `${start}, then ${a2} wrote it back without looking again: the change by ${b2} is lost.`;
}

function checkThenAct(facts: MessageFacts, { a, a2, b }: Names): string {
  const { path, intervening, second, absent } = facts;
  if (absent && second !== 'delete') {
    return `${a} found nothing at ${path}, ${b} filled it, then ${a2} filled it too: the work was done twice and one result is thrown away.`;
  }
  const act = second === 'delete' ? 'removed' : 'changed';
  return `${a} checked ${path}, ${b} ${CHANGED[intervening]}, then ${a2} ${act} it on the strength of the old check: the check may no longer hold.`;
}

function dirtyRead(facts: MessageFacts, { a, a2, b, b2 }: Names): string {
  const { path, first, absent } = facts;
  const start = first === 'delete' || absent ? 'emptied' : 'wrote';
  const saw = absent ? 'found nothing there' : 'saw a state that was never meant to be seen';
  const end = start === 'emptied' ? 'filled it again' : 'wrote it again';
  return `${a} ${start} ${path}, ${b} read it, then ${a2} ${end}: ${b2} ${saw}.`;
}

function tornRead(facts: MessageFacts, { a, a2, b, b2 }: Names): string {
  const { path, otherPath, first } = facts;
  const one = otherPath ?? 'one part of an object';
  const two = otherPath === undefined ? `another part of it, ${path}` : path;
  if (first === 'read') {
    return `${a} read ${one}, ${b} changed several parts together, then ${a2} read ${two}: ${a2} holds one old and one new value that never belonged together.`;
  }
  return `${a} changed ${one}, ${b} read several parts together, then ${a2} changed ${two}: ${b2} saw one new and one old value that never belonged together.`;
}

const NOBODY = 'code outside any task';

function namesOf({ actor, other, sameTask }: MessageFacts): Names {
  const a = nameOf(actor);
  if (sameTask) {
    const b = actor ? `another strand of the same ${nounOf(actor.kind)}` : `other ${NOBODY}`;
    return { a, a2: 'the first strand', b, b2: 'the other strand' };
  }
  const b = nameOf(other);
  if (a !== b || a === NOBODY) return { a, a2: known(a), b, b2: known(b) };
  return { a, a2: 'the first one', b: `another ${b.replace(/^an? /, '')}`, b2: 'the other one' };
}

/** A request is known by its first line; any other name is put in quotes, with what it names. */
function nameOf(actor: Actor): string {
  if (actor === undefined) return NOBODY;
  const { kind, name } = actor;
  if (name === '') return 'a task no longer remembered';
  if (isRequestLine(actor)) return name;
  return kind === name ? `a ${name}` : `${nounOf(kind)} "${name}"`;
}

/** `a connection`, mentioned again. */
function known(name: string): string {
  return name.replace(/^an? /, 'the ');
}

function isRequestLine(actor: Actor): boolean {
  return actor !== undefined && /^[A-Z]+ \//.test(actor.name);
}

/** What people call a task of this kind: a request, a tick, a message. */
function nounOf(kind: string): string {
  return NOUNS[kind] ?? (/message|^(?:ws|websocket)$/.test(kind) ? 'message' : 'task');
}

const NOUNS: Record<string, string> = {
  http: 'request',
  https: 'request',
  http2: 'request',
  timer: 'tick',
  interval: 'tick',
  test: 'test',
};
