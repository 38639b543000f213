const { buy } = require('../shop.js');

test.concurrent('first', async () => {
  await buy('bicycle');
});

test.concurrent('second', async () => {
  await buy('bicycle');
});

test('neither', () => {});
