// Names that the plugin, the runner in the workers and the reporter agree on.

/** Environment variable: the runner that the project has chosen itself. */
export const USER_RUNNER = 'RACEWATCH_VITEST_RUNNER';
/** Under this key of a file's meta its numbers travel to the reporter. */
export const META = 'racewatch';
