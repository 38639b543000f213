const stock = new Map([['bicycle', 100]]);
const two = () => Promise.all([buy(), buy()]);

async function buy() {
  const left = stock.get('bicycle');
  await new Promise((done) => setTimeout(done, 2));
  stock.set('bicycle', left - 1);
}

it('sells', () => buy());

after(async () => {
  await two();
  throw new Error('no shop any more');
});
