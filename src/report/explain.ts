// What a pattern means and what to change, in a line or two each, and what the levels mean. The long form is docs/patterns/.

import type { Level, PatternName } from './model.ts';

/** What the pattern's name says, in one sentence: A is the task whose accesses lie apart, B the one in between. */
export const MEANING: Record<PatternName, string> = {
  'lost-update':
    'A reads, B writes, A writes back what it worked out from the old value: the change by B is gone.',
  'check-then-act': 'A checks, B changes what was checked, A acts on its old check.',
  overwritten: 'A writes, B writes over it, A reads and takes the value of B for its own.',
  'check-then-use': 'A tests a value, B takes it away, A uses it without testing again.',
  'unrepeatable-read': 'A reads twice and gets two answers, because B wrote in between.',
  'dirty-read': 'A is in the middle of a change, and B sees it half done.',
  'torn-read':
    'Half of what was read is from before a change and half from after it: the two never belonged together.',
  'mutation-during-iteration':
    'A walks a collection over several turns, and B adds or removes entries meanwhile.',
  'unsafe-publication':
    'A puts an object where others find it, B reads it, and only then does A finish filling it.',
};

/** Advice per pattern, each entry one line of a list. */
export const ADVICE: Record<PatternName, readonly string[]> = {
  'lost-update': [
    'Read and write with no await between them: await first, then `map.set(key, map.get(key) - 1)`.',
    'If the await must stay in between, hold one lock per key across it, or compare a version before writing.',
  ],
  'check-then-act': [
    'Check again after the await, right before acting; or act first (reserve) and undo it on failure.',
    'For a cache: store the promise at once, `map.set(key, load())`, so that the second one finds it.',
  ],
  overwritten: [
    'Keep what belongs to one request in that request: a local variable, `res.locals`, an AsyncLocalStorage store.',
    'A module variable, `app.locals` or a field of a shared service is one slot for all requests at once.',
  ],
  'check-then-use': [
    'Copy the value into a local variable once, test that and use that.',
    'Or test again after the await, right before the use.',
  ],
  'unrepeatable-read': [
    'If both reads must agree, read once into a local variable and use that throughout.',
    'If the newer value is what you want the second time, nothing is wrong here.',
  ],
  'dirty-read': [
    'Build the new content aside, then put it in place in one step: `cache = await load()`.',
    'If it must be changed in place, hold a lock that readers take as well.',
  ],
  'torn-read': [
    'Read or write everything that belongs together in one go, with no await in between.',
    'Or keep it in one object that is replaced as a whole: `state = { ...state, a, b }`.',
  ],
  'mutation-during-iteration': [
    'Walk a snapshot, `for (const [key, value] of [...map])`, or take out the fields you need before the first await.',
    'Never hand live state to something that reads it later (an asynchronous logger, a stream): hand over a copy.',
  ],
  'unsafe-publication': [
    'Fill the object first, then put it where others find it, as the last step.',
    'Or store a promise of the finished object, so that others wait for it.',
  ],
};

/** How sure the level is, in words. */
export const LEVEL_MEANS: Record<Level, string> = {
  error: 'almost certainly a bug',
  warning: 'probably a bug, look at it',
  notice: 'may well be intended',
};
