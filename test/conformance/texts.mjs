// The transform over a tree of real files: each text must come out parseable, with its lines in place and its rows
// pointing at their names. Nothing is run.
//   node --experimental-vm-modules test/conformance/texts.mjs DIR… [--dist DIR] [--limit N]

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import vm from 'node:vm';
import { job, loadTransform } from './instrumenter.mjs';

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: { dist: { type: 'string' }, limit: { type: 'string', default: '100000' } },
});

const compile = {
  commonjs: (text) => vm.compileFunction(text, ['exports', 'require', 'module', '__filename', '__dirname']),
  module: (text) => new vm.SourceTextModule(text, { identifier: 'text' }),
};
const compiles = (text, goal) => {
  try {
    compile[goal](goal === 'commonjs' ? text.replace(/^#!.*/, '') : text);
    return undefined;
  } catch (error) {
    return String(error?.message);
  }
};

const transform = await loadTransform({ dist: options.dist });
const counts = { files: 0, altered: 0, sites: 0, refused: 0, faults: 0 };

function examine(file) {
  const text = readFileSync(file, 'utf8');
  const goal = compiles(text, 'commonjs') === undefined ? 'commonjs' : 'module';
  if (compiles(text, goal) !== undefined) return;
  const { prepare, fault, notes } = job(transform);
  const code = prepare(text, goal, file);
  const wrong = fault() ?? compiles(code, goal) ?? notes().refused;
  counts.files++;
  counts.altered += notes().altered;
  counts.sites += notes().sites;
  if (notes().refused !== undefined) counts.refused++;
  if (wrong === undefined) return;
  counts.faults++;
  console.log(`${file}: ${wrong}`);
}

const files = positionals
  .flatMap((root) => readdirSync(root, { recursive: true, withFileTypes: true }))
  .filter((entry) => entry.isFile() && /\.[cm]?js$/.test(entry.name))
  .map((entry) => join(entry.parentPath ?? entry.path, entry.name));
for (const file of files.slice(0, Number(options.limit))) examine(file);
console.log(counts);
process.exit(counts.faults > 0 ? 1 : 0);
