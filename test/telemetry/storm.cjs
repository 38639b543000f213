// One race after another, each at a path of its own, in functions on different lines. At its end it prints what is
// kept, and how memory grew from the time when no more were kept.
const { Script } = require('node:vm');
const racewatch = require('racewatch');

const COUNT = Number(process.argv[2]);
const SETTLED = COUNT / 10;
const TOGETHER = 50;
const SITES = 500;

const CODE = `async (stock, count) => {
  const seen = stock.left;
  await undefined;
  stock.left = seen - count;
}`;
const LINES_OF_CODE = CODE.split('\n').length;
const buyers = Array.from({ length: SITES }, (_, at) =>
  new Script(CODE, { filename: `${__dirname}/shop.js`, lineOffset: at * LINES_OF_CODE }).runInThisContext(),
);

async function race(nth) {
  const stock = racewatch.track({ left: 10 }, `shop ${nth}`);
  const buy = buyers[nth % SITES];
  await Promise.all([
    racewatch.task('first', () => buy(stock, 1)),
    racewatch.task('second', () => buy(stock, 2)),
  ]);
}

function memory() {
  global.gc();
  const { heapUsed, rss } = process.memoryUsage();
  return { heap: heapUsed / 2 ** 20, resident: rss / 2 ** 20 };
}

async function main() {
  let early;
  for (let nth = 0; nth < COUNT; nth += TOGETHER) {
    await Promise.all(Array.from({ length: TOGETHER }, (_, at) => race(nth + at)));
    await new Promise((done) => setImmediate(done));
    if (early === undefined && nth >= SETTLED) early = memory();
  }
  const late = memory();
  const { racesDropped, racesCounted, racesWithoutStacks, faults } = racewatch.stats();
  const kept = racewatch.races();
  console.log(
    JSON.stringify({
      kept: kept.length,
      counts: kept.reduce((sum, { count }) => sum + count, 0),
      racesDropped,
      racesCounted,
      racesWithoutStacks,
      faults,
      heapGrowth: late.heap - early.heap,
      residentGrowth: late.resident - early.resident,
      cpu: process.cpuUsage().user / 1e6,
    }),
  );
}
void main();
