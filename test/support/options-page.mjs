// Writes docs/options.md from the compiled option table; with --check it only says whether it is stale.
import { readFileSync, writeFileSync } from 'node:fs';
import { optionsPage } from '../../dist/src/config/describe.js';

const file = 'docs/options.md';

if (process.argv.includes('--check')) {
  if (readFileSync(file, 'utf8') !== optionsPage()) {
    console.error(`${file} is stale: run \`npm run docs:options\``);
    process.exitCode = 1;
  }
} else {
  writeFileSync(file, optionsPage());
}
