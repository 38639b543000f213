// What the engine did and what it had to drop; `stats()` shows these numbers.

export const counters = {
  /** Accesses that were recorded in full, repeats within a turn not included. */
  accesses: 0,
  /** Accesses of containers that the sample leaves out. */
  accessesLeftOut: 0,
  shadows: 0,
  shadowsEvicted: 0,
  locations: 0,
  locationsEvicted: 0,
  accessesEvicted: 0,
  orderQuestions: 0,
  /** Questions of order that could not be answered because history was lost or the step bound was reached. */
  orderUnknown: 0,
  restarts: 0,
  /** Times in which nobody watched, by `stop` or between bursts: no window spans one. */
  gaps: 0,
  windows: 0,
  racesDropped: 0,
  /** Sightings that were only counted, because their place had been written up often enough. */
  racesCounted: 0,
  /** Races of which too few stacks were still known to be of use. */
  racesWithoutStacks: 0,
  faults: 0,
};

export function resetCounters(): void {
  for (const name of Object.keys(counters) as (keyof typeof counters)[]) counters[name] = 0;
}
