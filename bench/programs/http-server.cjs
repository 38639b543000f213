// An Express application whose one handler awaits ten times and touches shared state twenty times. As `cls` it
// runs every request in a cls-hooked namespace and reads that instead of being watched.

'use strict';

const { mode, racewatch } = require('./timing.cjs');
const express = require('express');

const STEPS = 10;
const PRODUCTS = 100;

const app = express();
app.locals.shop = {
  prices: new Map(Array.from({ length: PRODUCTS }, (_, i) => [`sku-${i}`, i])),
  rates: { basic: 1, reduced: 2, export: 3 },
  sold: Object.fromEntries(Array.from({ length: PRODUCTS }, (_, i) => [`sku-${i}`, 0])),
};

let namespace;
if (mode === 'cls') {
  namespace = require('cls-hooked').createNamespace('request');
  app.use((req, _res, next) => {
    namespace.bindEmitter(req);
    namespace.run(() => {
      namespace.set('id', req.url);
      next();
    });
  });
}

/** Every fifth step really leaves the turn of the event loop, so that requests interleave. */
async function fetchRate(step) {
  if (step % 5 === 4) await new Promise((resolve) => setImmediate(resolve));
  return step;
}

app.get('/buy/:id', async (req, res) => {
  const { prices, rates, sold } = req.app.locals.shop;
  const sku = `sku-${req.params.id}`;
  let total = 0;
  for (let step = 0; step < STEPS; step++) {
    total += await fetchRate(step);
    total += prices.get(sku);
    if (step < STEPS - 1) total += namespace ? namespace.get('id').length : rates.basic;
    else sold[sku]++;
  }
  res.json({ sku, total });
});

const server = app.listen(0, () => process.send({ port: server.address().port }));

process.on('message', () => {
  const { user, system } = process.cpuUsage();
  process.send({ user, system, races: racewatch.races().length, accesses: racewatch.stats()?.accesses });
});
process.on('disconnect', () => process.exit(0));
