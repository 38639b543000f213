const stock = new Map([['bicycle', 100]]);
const two = () => Promise.all([buy(), buy()]);

async function buy() {
  const left = stock.get('bicycle');
  await new Promise((done) => setTimeout(done, 2));
  stock.set('bicycle', left - 1);
}

describe('skipped in a hook', () => {
  beforeEach(function () {
    this.skip();
  });
  it('is not run', () => {});
});

describe('failing in a hook', () => {
  beforeEach(() => {
    throw new Error('no shop today');
  });
  it('is not run', () => {});
});

it('out of time', function () {
  this.timeout(5);
  return new Promise(() => {});
});

it('throwing before it calls back', (_done) => {
  throw new Error('no shop today');
});

after(() => two());
