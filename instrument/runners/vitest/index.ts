// What `racewatch/vitest` gives to a configuration file.

export type { GivenOptions } from '../variable.ts';
export { type RacewatchPlugin, racewatch } from './plugin.ts';
