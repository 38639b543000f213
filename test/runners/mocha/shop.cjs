const assert = require('node:assert');
const { allowRace, expectRace } = require('racewatch');

const stock = new Map([['bicycle', 100]]);
const two = () => Promise.all([buy(), buy()]);

async function buy() {
  const left = stock.get('bicycle');
  await new Promise((done) => setTimeout(done, 2));
  stock.set('bicycle', left - 1);
}

describe('a shop', () => {
  it('sells one after the other', async () => {
    await buy();
    await buy();
    assert.ok(stock.get('bicycle') < 100);
  });

  it('sells two at once', () => two());

  it('sells two at once and calls back', (done) => {
    two().then(() => done(), done);
  });

  it('is tried again', async function () {
    this.retries(1);
    if (this.test.currentRetry() === 0) await two();
  });

  it('is allowed to', async () => {
    allowRace('stock**');
    await two();
  });

  it('is expected to', async () => {
    expectRace();
    await two();
  });

  it('is expected to in vain', async () => {
    expectRace();
    await buy();
  });

  it('sells two at once, again', () => two());
});
