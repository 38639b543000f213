// The built-ins that the membrane uses on raw values, as they were before anybody replaced them: those that the
// application finds record.

export const { keys: keysOf } = Object;
export const { defineProperty, deleteProperty, ownKeys, set: setProperty } = Reflect;
