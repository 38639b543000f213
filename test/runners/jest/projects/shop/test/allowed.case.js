const { allowRace, expectRace } = require('racewatch');
const { buy } = require('../shop.js');

const twice = () => Promise.all([buy('bicycle'), buy('bicycle')]);

test('a race that is allowed', async () => {
  allowRace({ pattern: 'lost-update' });
  await twice();
});

test('a race that is expected', async () => {
  const [race] = await expectRace(twice);
  expect(race.location.path).toBe('stock["bicycle"]');
});

test('a race that is expected in vain', async () => {
  expectRace({ pattern: 'overwritten' });
  await buy('bicycle');
});
