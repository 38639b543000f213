// Names of the language whose effect is known: what only computes, what only looks, what changes its object.

/** Methods that change the object they are called on. */
export const MUTATORS: ReadonlySet<string> = new Set(
  `set delete clear add push pop shift unshift splice sort reverse fill copyWithin
   getOrInsert getOrInsertComputed`.split(/\s+/),
);

/** Methods that look at their object and leave it and their arguments as they are. */
export const READERS: ReadonlySet<string> = new Set(
  `get has includes indexOf lastIndexOf at keys values entries find findIndex findLast findLastIndex some every
   filter map flatMap flat forEach reduce reduceRight slice concat join toSorted toReversed toSpliced with
   startsWith endsWith charAt charCodeAt codePointAt substring substr split trim trimStart trimEnd replace replaceAll
   toLowerCase toUpperCase padStart padEnd repeat match matchAll search localeCompare normalize test
   toString toFixed toPrecision toISOString toJSON valueOf getTime hasOwnProperty isPrototypeOf
   union intersection difference symmetricDifference isSubsetOf isSupersetOf isDisjointFrom`.split(/\s+/),
);

/** Methods that only compare their arguments with what there is. */
export const LOOKUPS: ReadonlySet<string> = new Set(
  'get has delete includes indexOf lastIndexOf at'.split(' '),
);

/** Methods that answer the position of an item. */
export const FINDERS: ReadonlySet<string> = new Set(['findIndex', 'findLastIndex', 'indexOf', 'lastIndexOf']);

/** Methods of these answer a new array or string, never one that others hold. */
export const COPIERS: ReadonlySet<string> = new Set(
  'filter map flatMap flat slice concat toSorted toReversed toSpliced split entries keys values'.split(' '),
);

/** Global functions and constructors that only compute. */
export const PURE_FUNCTIONS: ReadonlySet<string> = new Set(
  `Number String Boolean BigInt Symbol parseInt parseFloat isNaN isFinite encodeURIComponent decodeURIComponent
   encodeURI decodeURI structuredClone Date Array Map Set WeakMap WeakSet WeakRef Error TypeError RangeError RegExp
   URL`.split(/\s+/),
);

/** Global objects whose methods only compute. */
export const PURE_OBJECTS: ReadonlySet<string> = new Set(
  'Math JSON Number String BigInt Date Array Object Symbol Promise Reflect console'.split(' '),
);

/** Methods of those that put their later arguments into the first. */
export const FILLERS: ReadonlySet<string> = new Set(['assign', 'defineProperty', 'defineProperties']);
