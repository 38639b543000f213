// How many requests pass until the race of the demonstration is reported, over and over, in one process. The logger is
// the demonstration's own; requests are tasks without a network, so that only their number counts.
// Arguments: how it samples, the share, runs, then the traffic: clients, requests for each connection, the share of
// searches that fail.

'use strict';

const { join } = require('node:path');

const ROOT = join(__dirname, '..', '..');
const DIST = process.env.RACEWATCH_BENCH_DIST ?? join(ROOT, 'dist');
const racewatch = require(join(DIST, 'src', 'index.js'));
const { now } = require(join(DIST, 'src', 'core', 'now.js'));
const sample = require(join(DIST, 'src', 'core', 'sample.js'));
const { taskInfo } = require(join(DIST, 'src', 'core', 'tasks.js'));
const { ContextLogger } = require(join(ROOT, 'examples', 'dist', 'context-logging', 'logger.js'));

const [by, ...numbers] = process.argv.slice(2);
const [share, runs, clients, perConnection, failing] = numbers.map(Number);

/** Requests in one period of the sample: ten seconds at fifty requests a second. */
const PERIOD = 500;
const MOST = 200_000;

const turn = () => new Promise((done) => setImmediate(done));
const logger = new ContextLogger();
const print = process.stdout.write.bind(process.stdout);

/** Request sampling, for this comparison only: of a task that is not drawn, nothing is recorded. */
if (by === 'requests') {
  const drawn = new Map();
  sample.isLeftOut = () => {
    if (taskInfo(now.task)?.name !== 'request') return false;
    if (!drawn.has(now.task)) drawn.set(now.task, Math.random() < share);
    return !drawn.get(now.task);
  };
}
// Without a share below 1 nobody asks what is left out.
racewatch.configure({ sample: by === 'all' ? 1 : share });

class Run {
  requests = 0;
  server = racewatch.track({ activeConn: new Map() }, 'server');
  opened = 0;

  get isOver() {
    return this.requests >= MOST || (this.requests % 16 === 0 && racewatch.races().length > 0);
  }

  async handle(connection) {
    const context = { server: this.server, request: { method: 'GET', path: '/search' }, query: 'live' };
    if (connection.left-- === 0) {
      this.server.activeConn.delete(connection.id);
      this.open(connection);
    }
    await turn();
    if (Math.random() < failing) await logger.error('search failed', new Error('no index'), context);
    await turn();
  }

  open(connection) {
    connection.id = ++this.opened;
    connection.left = Math.floor(perConnection * (0.5 + Math.random()));
    this.server.activeConn.set(connection.id, { remote: '127.0.0.1', openedAt: 'now' });
  }

  async client() {
    const connection = {};
    this.open(connection);
    while (!this.isOver) {
      if (++this.requests % PERIOD === 0 && by === 'locations') sample.choosePeriod();
      await racewatch.task('request', () => this.handle(connection));
    }
  }
}

async function main() {
  const counts = [];
  process.stdout.write = () => true;
  for (let run = 0; run < runs; run++) {
    racewatch.reset();
    if (by === 'locations') sample.choosePeriod();
    const one = new Run();
    await Promise.all(Array.from({ length: clients }, () => one.client()));
    counts.push(racewatch.races().length > 0 ? one.requests : Number.POSITIVE_INFINITY);
  }
  print(`${JSON.stringify(counts.map((count) => (Number.isFinite(count) ? count : null)))}\n`);
}

main();
