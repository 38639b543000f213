export default {
  setupFilesAfterEnv: ['racewatch/jest/setup'],
  testMatch: ['**/test/*.case.js'],
  transform: {},
};
