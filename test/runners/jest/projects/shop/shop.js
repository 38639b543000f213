const stock = new Map([['bicycle', 9]]);
const takePayment = () => new Promise((done) => setTimeout(done, 5));

async function buy(item) {
  const left = stock.get(item);
  if (left === 0) return false;
  await takePayment();
  stock.set(item, left - 1);
  return true;
}

module.exports = { buy, stock };
