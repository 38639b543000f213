const { buy } = require('../shop.js');

jest.retryTimes(2);
let attempts = 0;

test('races at the first attempt only', async () => {
  attempts++;
  if (attempts === 1) await Promise.all([buy('bicycle'), buy('bicycle')]);
  else await buy('bicycle');
});
