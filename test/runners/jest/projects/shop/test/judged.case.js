const { buy, stock } = require('../shop.js');

test('one buyer', async () => {
  expect(await buy('bicycle')).toBe(true);
});

test('two buyers at once', async () => {
  await Promise.all([buy('bicycle'), buy('bicycle')]);
});

describe('afterwards', () => {
  beforeEach(async () => {
    await buy('bicycle');
  });

  test('another buyer', async () => {
    expect(await buy('bicycle')).toBe(true);
  });

  test('what another realm makes is of its own kind', () => {
    expect([...stock.entries()]).toStrictEqual([['bicycle', 4]]);
    expect(Object.entries({ a: [1] })).toStrictEqual([['a', [1]]]);
    expect(stock).toEqual(new Map([['bicycle', 4]]));
  });
});
