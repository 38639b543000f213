const assert = require('node:assert');
const { after, before, describe, it, test } = require('node:test');
const { allowRace, expectRace } = require('racewatch');

const stock = new Map([['bicycle', 100]]);
const two = () => Promise.all([buy(), buy()]);

async function buy() {
  const left = stock.get('bicycle');
  await new Promise((done) => setTimeout(done, 2));
  stock.set('bicycle', left - 1);
}

before(() => two());

test('one after the other', async () => {
  await buy();
  await buy();
  assert.ok(stock.get('bicycle') < 100);
});

test('two at once', () => two());

test('two at once, in a part of a test', async (context) => {
  await context.test('part', () => two());
});

describe('judged', () => {
  it('allowed', async () => {
    allowRace('stock**');
    await two();
  });

  it('expected', async () => {
    expectRace();
    await two();
  });

  it('expected in vain', async () => {
    expectRace();
    await buy();
  });

  it('two at once, again', () => two());
});

after(() => {});
