const { before, describe, test } = require('node:test');

const stock = new Map([['bicycle', 100]]);
const two = () => Promise.all([buy(), buy()]);

async function buy() {
  const left = stock.get('bicycle');
  await new Promise((done) => setTimeout(done, 2));
  stock.set('bicycle', left - 1);
}

test.skip('skipped', () => {});

test('skips itself', (context) => context.skip());

describe('a suite', () => {
  test('one', () => buy());
  before(() => two());
});
