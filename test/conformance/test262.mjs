// test262 plain and instrumented:
//   node test/conformance/test262.mjs --suite DIR [--only GLOB] [--node PATH] [--jobs N] [--json] [--identity]
//        [--recorded | --as-module-file] [--sample N] [--seed N]
// DIR is a checkout of https://github.com/tc39/test262. A test that passes plain must pass instrumented: anything
// else is a failure, and the process ends with 1. `--recorded` runs the recorder with it. Needs a build (dist/).

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { draw, listTests } from './test262/list.mjs';
import { runAsModuleFiles } from './test262/module-files.mjs';
import { runPool } from './test262/pool.mjs';
import { printSummary, summarise } from './test262/summary.mjs';

const { values: options } = parseArgs({
  options: {
    suite: { type: 'string', default: '/tmp/test262' },
    only: { type: 'string', default: '' },
    node: { type: 'string', default: process.execPath },
    jobs: { type: 'string', default: '2' },
    json: { type: 'boolean', default: false },
    identity: { type: 'boolean', default: false },
    dist: { type: 'string' },
    recorded: { type: 'boolean', default: false },
    unchecked: { type: 'boolean', default: false },
    'as-module-file': { type: 'boolean', default: false },
    sample: { type: 'string' },
    seed: { type: 'string', default: '1' },
  },
});

if (!existsSync(join(options.suite, 'harness', 'assert.js'))) {
  console.error(
    `${options.suite} is no checkout of test262: git clone --depth 1 https://github.com/tc39/test262`,
  );
  process.exit(2);
}

// `--identity` takes the preload whose helpers record nothing.
const registerOf = ({ identity, dist }) =>
  fileURLToPath(
    identity
      ? new URL('./identity-register.cjs', import.meta.url)
      : new URL(
          'instrument/register.js',
          dist ? pathToFileURL(`${dist}/`) : new URL('../../dist/', import.meta.url),
        ),
  );

const all = listTests(options.suite, options.only);
// Processes of their own take long.
const sample = options.sample ?? (options['as-module-file'] ? 300 : undefined);
const files = sample === undefined ? all : draw(all, Number(sample), Number(options.seed));
const started = Date.now();
const results = options['as-module-file']
  ? await runAsModuleFiles(files, {
      suite: options.suite,
      node: options.node,
      jobs: Number(options.jobs),
      register: registerOf(options),
    })
  : await runPool(files, {
      suite: options.suite,
      node: options.node,
      jobs: Number(options.jobs),
      identity: options.identity,
      checked: !options.unchecked,
      dist: options.dist,
      register: options.recorded ? registerOf(options) : undefined,
    });
const summary = summarise(results, { node: options.node, seconds: (Date.now() - started) / 1000 });
if (options.json) console.log(JSON.stringify(summary, undefined, 1));
else printSummary(summary);
process.exit(summary.regressions.length > 0 ? 1 : 0);
