// What is yes or no about a location and the accesses to it, in one number: a watched object has such a number for
// every key. The lowest eight bits are the operations, see ops.ts.

export const OPS = 0xff;

// Of an access.
/** What the turn saw at its first look was nothing or empty. */
export const SAW_EMPTY = 1 << 8;
/** What was there before the turn's first change was nothing or empty. */
export const FOUND_EMPTY = 1 << 9;
/** What the turn left there is nothing or empty. */
export const LEFT_EMPTY = 1 << 10;
/** The turn had looked exactly once when it began to change the location. */
export const LOOKED_ONCE = 1 << 11;
/** The turn only asked whether something is there. */
export const SAW_PRESENCE = 1 << 12;
/** The turn looked after it had changed the location, and not before: `readStack` is that look's. */
export const LOOKED_AFTER = 1 << 28;
export const ACCESS_BITS = ((1 << 13) - 1) | LOOKED_AFTER;

// Of the latest turn at a location.
/** It has looked, and more than once; presence counts. */
export const LOOKED = 1 << 13;
export const LOOKED_AGAIN = 1 << 14;
/** It has seen the value or changed it, so that looking again is no news: the recorder's first test. */
export const KNOWN = 1 << 15;

// Of a location.
/** The membrane found an ordinary own property here, so that reading it again needs no descriptor. */
export const PLAIN = 1 << 16;
/** Tasks have met here. */
export const SHARED = 1 << 17;
/** Somebody changed it since it was first seen. */
export const CHANGED = 1 << 18;
/** Whoever changed it last left nothing there, or something empty. */
export const EMPTIED = 1 << 19;
/** A number here was changed to another one. */
export const SHIFTED = 1 << 20;
/** Stacks of looks captured since the latest change: a number of seven bits. */
export const CAPTURE = 1 << 21;
export const CAPTURES = 0x7f * CAPTURE;
export const LOCATION_BITS = PLAIN | SHARED | CHANGED | EMPTIED | SHIFTED | CAPTURES;
