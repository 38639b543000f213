const { buy } = require('../shop.js');

afterEach(() => jest.useRealTimers());

test('two buyers under fake timers', async () => {
  jest.useFakeTimers();
  const both = Promise.all([buy('bicycle'), buy('bicycle')]);
  await jest.advanceTimersByTimeAsync(10);
  await both;
});

test('modules loaded anew share nothing with those before', async () => {
  const before = buy('bicycle');
  jest.resetModules();
  const again = require('../shop.js');
  await Promise.all([before, again.buy('bicycle')]);
  expect(again.stock.get('bicycle')).toBe(8);
});
