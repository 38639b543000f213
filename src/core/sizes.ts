// The native sizes of Map and Set, taken past whatever method table lies on an instance.

/** Call with the Map as receiver. */
export const mapSize = Object.getOwnPropertyDescriptor(Map.prototype, 'size')?.get as () => number;
/** Call with the Set as receiver. */
export const setSize = Object.getOwnPropertyDescriptor(Set.prototype, 'size')?.get as () => number;
