module.exports = {
  preset: 'racewatch/jest',
  testMatch: ['**/test/*.case.js'],
  testSequencer: './by-name.js',
};
