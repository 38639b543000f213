// Drives real race bugs: node test/real-bugs/run.mjs [NAME…] [--node PATH] [--level LEVEL] [--install] [--plain] [--details]
// Every bug runs as a buggy, a fixed and a serial variant, plain and watched with all dependencies instrumented.
// Ends with 1 when a bug is not to be seen without the detector, is missed (unless it is a known gap), or when a
// variant without overlap or with the fix is reported. Needs a build (dist/).

import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { judge, siteText } from './judge.mjs';
import { folder, runPlain, runWatched } from './variants.mjs';

const { values: options, positionals: names } = parseArgs({
  allowPositionals: true,
  options: {
    node: { type: 'string', default: process.execPath },
    level: { type: 'string', default: 'warning' },
    install: { type: 'boolean', default: false },
    plain: { type: 'boolean', default: false },
    details: { type: 'boolean', default: false },
  },
});

if (options.install || !existsSync(join(folder, 'node_modules'))) {
  const { status } = spawnSync('npm', ['ci'], { cwd: folder, stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}

const bugs = JSON.parse(readFileSync(join(folder, 'bugs.json'), 'utf8'));
const unknown = names.filter((name) => !bugs.some((bug) => bug.name === name));
if (unknown.length > 0) {
  console.error(`no such bug: ${unknown.join(', ')}`);
  process.exit(1);
}

let failed = 0;
for (const bug of bugs) {
  if (names.length > 0 && !names.includes(bug.name)) continue;
  const plain = await runPlain(options.node, bug.name);
  const watched = options.plain ? undefined : await runWatched(options.node, bug.name, options.level);
  const verdict = judge(bug, plain, watched);
  if (verdict.failed) failed += 1;
  console.log(`${verdict.failed ? 'FAIL' : 'ok  '} ${bug.name.padEnd(34)} ${verdict.text}`);
  for (const line of verdict.remarks) console.log(`       ${line}`);
  if (options.details) printDetails(watched);
}
console.log(failed === 0 ? 'all as expected' : `${failed} not as expected`);
process.exitCode = failed === 0 ? 0 : 1;

function printDetails(watched = {}) {
  for (const [variant, { reports }] of Object.entries(watched)) {
    for (const report of reports) {
      console.log(`       ${variant}: ${report.level} ${report.pattern} ${report.location.path}`);
      for (const access of report.accesses) {
        console.log(`         ${access.role} ${access.op} task ${access.task} at ${siteText(access)}`);
      }
    }
  }
}
