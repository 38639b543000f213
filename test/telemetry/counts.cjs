// The same race again and again; prints how often it was found, and ends as it is told: by itself, or by a signal.
const { flush, races, task, track } = require('racewatch');
const [rounds, ending] = process.argv.slice(2);

const stock = track({ apples: 0 }, 'stock');

async function count(step) {
  const seen = stock.apples;
  await undefined;
  stock.apples = seen + step;
}

async function main() {
  for (let round = 0; round < Number(rounds); round++) {
    await Promise.all([task('first', () => count(1)), task('second', () => count(2))]);
  }
  flush();
  console.log(races().map((race) => race.count));
  if (ending !== 'signal') return;
  setInterval(() => {}, 1000);
  process.kill(process.pid, 'SIGTERM');
}
void main();
