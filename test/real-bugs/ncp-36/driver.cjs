// Two folders are copied at the same time.
'use strict';

const { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');
const { setTimeout: sleep } = require('node:timers/promises');
const { operate, report, versionOf } = require('../driver.cjs');
const ncp = require(versionOf('ncp'));

const folder = mkdtempSync(join(tmpdir(), 'racewatch-ncp-'));
for (const [source, files] of [
  ['large', 12],
  ['small', 2],
]) {
  mkdirSync(join(folder, source));
  for (let n = 0; n < files; n += 1) writeFileSync(join(folder, source, `${n}.txt`), 'x');
}

/** Resolves to what the copy had done when ncp said that it was done, or to `never called back`. */
function copy(source, files) {
  const done = new Promise((resolve) => {
    ncp(join(folder, source), join(folder, `${source}-copy`), () => {
      const last = join(folder, `${source}-copy`, `${files - 1}.txt`);
      resolve(existsSync(last) ? 'complete' : 'called back too early');
    });
  });
  return Promise.race([done, sleep(3000, 'never called back', { ref: true })]);
}

async function main() {
  const results = await operate(
    ['copy large', () => copy('large', 12)],
    ['copy small', () => copy('small', 2)],
  );
  const wrong = results.find((result) => result !== 'complete');
  report(wrong === undefined, wrong ? `a copy: ${wrong}` : 'both copies complete');
  rmSync(folder, { recursive: true });
  process.exit();
}
void main();
