// What to change, in a line or two per pattern, and what the levels mean. The long form is docs/patterns/.

import type { Level, PatternName } from './model.ts';

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
