// The service that is soaked: sessions that come and go, stock that requests race for, a journal that is trimmed,
// worker threads that are started and end. Tells its memory, descriptors and what keeps it alive when asked.

'use strict';

const { readdirSync } = require('node:fs');
const { join } = require('node:path');
const { Worker } = require('node:worker_threads');
const express = require('express');
const racewatch = require(join(process.env.RACEWATCH_BENCH_DIST, 'src', 'index.js'));

const SESSIONS = 1000;
const JOURNAL = 500;
const PRODUCTS = 50;

const sessions = new Map();
const stock = new Map(Array.from({ length: PRODUCTS }, (_, index) => [`sku-${index}`, 1e9]));
const journal = [];
let generation = { number: 0, seen: new Set() };

const app = express();
const aside = () => new Promise((resolve) => setImmediate(resolve));

app.get('/buy/:id', async (req, res) => {
  const sku = `sku-${req.params.id % PRODUCTS}`;
  const left = stock.get(sku);
  await aside();
  stock.set(sku, left - 1);
  res.json({ left });
});

app.get('/session/:id', async (req, res) => {
  const { id } = req.params;
  const session = { id, visits: 0, basket: [], since: Date.now() };
  sessions.set(id, session);
  await aside();
  session.visits++;
  session.basket.push({ sku: `sku-${id % PRODUCTS}`, count: 1 });
  while (sessions.size > SESSIONS) sessions.delete(sessions.keys().next().value);
  res.json({ visits: session.visits });
});

app.get('/journal/:id', async (req, res) => {
  journal.push({ id: req.params.id, at: Date.now() });
  await aside();
  if (journal.length > JOURNAL) journal.splice(0, journal.length - JOURNAL);
  generation.seen.add(req.params.id);
  if (generation.seen.size > JOURNAL) generation = { number: generation.number + 1, seen: new Set() };
  res.json({ length: journal.length });
});

const server = app.listen(0, '127.0.0.1', () => process.send({ port: server.address().port }));

const orders = {
  sample: () => process.send(sample()),
  worker: () =>
    new Worker(join(__dirname, 'worker.cjs')).once('exit', (code) => process.send({ worker: code })),
  quiet: () => server.closeAllConnections(),
  end() {
    server.close();
    process.disconnect();
  },
};
process.on('message', (order) => orders[order]());

function sample() {
  global.gc();
  const { heapUsed, rss, external } = process.memoryUsage();
  return {
    heapUsed,
    rss,
    external,
    descriptors: readdirSync('/proc/self/fd').length,
    resources: process.getActiveResourcesInfo().sort(),
    stats: racewatch.stats(),
  };
}
