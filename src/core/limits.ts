// Every bound of the engine in one place. What is dropped because of one of them is counted in counters.ts.

export const limits = {
  /** Watched containers remembered at a time. */
  shadows: 1 << 16,
  /** Locations remembered at a time, over all containers. */
  locations: 200_000,
  /** Access records at locations beside the latest one, over all containers. */
  records: 2_000_000,
  /** Locations remembered in one container. */
  locationsPerObject: 4096,
  /** Turns that changed several keys of one object, and keys whose numbers were changed, remembered per object. */
  batchesPerObject: 4,
  shiftsPerObject: 8,
  /** Access records a location starts with, and may grow to when several tasks use it. */
  firstAccesses: 4,
  accessesPerLocation: 64,
  /** Stacks captured at a location that nobody has changed yet. */
  stacksBeforeChange: 16,
  /** Stacks captured in one turn at locations that nobody has changed yet. */
  stacksPerTurn: 256,
  /** Stacks of looks captured after a change, until the next one. */
  stacksAfterChange: 64,
  /** Stacks captured in one container before the first conspicuous window there. */
  stacksPerCalmObject: 1024,
  /** Looks at instances in the turn of their birth that are recorded, for each turn. */
  newbornLooks: 64,
  /** Turns looked at to answer one question of order. */
  orderSteps: 4096,
  /** Different races kept for `races()`; further ones are counted. */
  races: 1000,
  /** Times one location, and one container, is written up for one pattern before it is only counted. */
  writeUpsPerLocation: 4,
  writeUpsPerObject: 32,
  /** Roots and tasks remembered at a time. */
  roots: 4096,
  tasks: 1 << 14,
};
