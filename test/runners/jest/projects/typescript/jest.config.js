const transform = process.env.SHOP_TRANSFORM;

module.exports = {
  setupFilesAfterEnv: process.env.SHOP_PLAIN ? [] : ['racewatch/jest/setup'],
  testMatch: ['**/test/*.case.ts'],
  transform: { '\\.ts$': [transform, transform === 'ts-jest' ? { diagnostics: false } : {}] },
};
