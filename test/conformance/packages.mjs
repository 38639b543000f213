// The test suites of well-known packages, plain and with their own code instrumented:
//   node test/conformance/packages.mjs [NAME…] [--node PATH] [--work DIR] [--identity]
//        [--options TEXT] [--plain-only] [--json]
// Both runs must pass the same tests; the process ends with 1 when they do not. Repositories and their
// dependencies are put into DIR (outside this project). Needs a build (dist/).

import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { obtain } from './packages/obtain.mjs';
import { recipes } from './packages/recipes.mjs';
import { preload, runTests } from './packages/run.mjs';

const { values: options, positionals: names } = parseArgs({
  allowPositionals: true,
  options: {
    node: { type: 'string', default: process.execPath },
    work: { type: 'string', default: join(tmpdir(), 'racewatch-packages') },
    dist: { type: 'string', default: fileURLToPath(new URL('../../dist', import.meta.url)) },
    identity: { type: 'boolean', default: false },
    // Of Racewatch; by default the package and its tests are instrumented, what it depends on is not.
    options: { type: 'string', default: 'instrument=app' },
    'plain-only': { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
  },
});

// `--identity` takes the preload whose helpers record nothing.
const register = options.identity
  ? fileURLToPath(new URL('./identity-register.cjs', import.meta.url))
  : join(options.dist, 'instrument/register.js');
process.env.CONFORMANCE_DIST = options.dist;

const passing = ({ tests }) => [...tests].filter(([, { state }]) => state === 'pass').map(([name]) => name);

async function compare(recipe) {
  const directory = obtain(recipe, options);
  const plain = await runTests(recipe, directory, { node: options.node });
  const expected = passing(plain);
  const row = { name: recipe.name, at: recipe.at, tests: plain.tests.size, plain: expected.length };
  if (options['plain-only'] || expected.length === 0) {
    return { ...row, lost: [], gained: [], ...(expected.length === 0 && { output: plain.output }) };
  }
  const environment = preload(register, options.options);
  const watched = await runTests(recipe, directory, { node: options.node, environment });
  const got = new Set(passing(watched));
  const known = new Set(expected);
  const lost = expected.filter((name) => !got.has(name));
  return {
    ...row,
    instrumented: got.size,
    sites: watched.sites,
    lost: lost.map((name) => ({ name, error: watched.tests.get(name)?.error ?? 'did not run' })),
    gained: [...got].filter((name) => !known.has(name)),
    ...(lost.length > 0 && { output: watched.output }),
  };
}

const wanted = names.length === 0 ? recipes : recipes.filter(({ name }) => names.includes(name));
const rows = [];
for (const recipe of wanted) {
  const row = await compare(recipe);
  rows.push(row);
  if (!options.json) {
    console.log(
      `${row.name} ${row.at}: ${row.tests} tests, ${row.plain} pass plain, ${row.instrumented ?? '-'} instrumented, ${row.sites ?? 0} sites`,
    );
    for (const { name, error } of row.lost) console.log(`  LOST ${name}: ${error}`);
    for (const name of row.gained) console.log(`  GAINED ${name}`);
    if (row.output) console.log(row.output.split('\n').slice(-40).join('\n'));
  }
}
if (options.json) console.log(JSON.stringify(rows, undefined, 1));
const equal = rows.every(({ plain, lost, gained }) => plain > 0 && lost.length === 0 && gained.length === 0);
process.exit(equal ? 0 : 1);
