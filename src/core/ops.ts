// What one turn did to one location, as a bit set.

/** The turn looked at the location before it changed it. */
export const READ = 1;
/** The turn put a value there. */
export const WRITE = 2;
/** The turn took the entry away. */
export const DELETE = 4;
/** The turn walked the keys or items; only on a structure location. */
export const ITERATE = 8;
/** The turn added or removed keys; only on a structure location. */
export const RESIZE = 16;
/**
 * The turn moved items to other positions (`splice`, `sort`); on an array's structure, and on the position from which
 * on they moved.
 */
export const REORDER = 32;
/** The turn emptied the whole container; only on a structure location. */
export const CLEAR = 64;
/** The turn acted on a position it remembered (`splice(i, 1)`); only on an array's structure. */
export const BY_INDEX = 128;

export const CHANGES = WRITE | DELETE | RESIZE | REORDER | CLEAR;

/** Stands for "no such key" wherever a value read or replaced is noted. */
export const ABSENT: unique symbol = Symbol('absent');
/** Stands for "some value, not looked at" (`has`). */
export const PRESENT: unique symbol = Symbol('present');
