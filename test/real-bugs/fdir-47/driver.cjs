// Two crawls of one folder, the first with full paths, the second with bare names.
'use strict';

const { mkdirSync, mkdtempSync, rmSync, writeFileSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');
const { operate, report, versionOf } = require('../driver.cjs');
const { fdir } = require(versionOf('fdir'));

const folder = mkdtempSync(join(tmpdir(), 'racewatch-fdir-'));
mkdirSync(join(folder, 'inner'));
writeFileSync(join(folder, 'a.txt'), '');
writeFileSync(join(folder, 'inner', 'b.txt'), '');

async function main() {
  const [full, bare] = await operate(
    ['crawl with paths', () => new fdir().withBasePath().crawl(folder).withPromise()],
    ['crawl for names', () => new fdir().crawl(folder).withPromise()],
  );
  const right = full.every((path) => path.startsWith(folder)) && bare.every((name) => !name.includes('/'));
  report(
    right,
    right ? 'each crawl gave what it was asked for' : 'a crawl worked with the other one’s options',
  );
  rmSync(folder, { recursive: true });
}
void main();
