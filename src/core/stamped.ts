// Private fields on objects that somebody else made: a constructor that returns its argument lets a subclass put
// them there. Invisible to the application, collected with the object, and far cheaper than a WeakMap.

export class Stamped {
  constructor(object: object) {
    // biome-ignore lint/correctness/noConstructorReturn: returning the argument is the point
    return object;
  }
}
