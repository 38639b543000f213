// Writes docs/options.md and docs/cli.md from the compiled tables; with --check it only says whether one is stale.
import { readFileSync, writeFileSync } from 'node:fs';
import { cliPage } from '../../dist/src/cli/page.js';
import { optionsPage } from '../../dist/src/config/describe.js';

const pages = { 'docs/options.md': optionsPage(), 'docs/cli.md': cliPage() };

for (const [file, text] of Object.entries(pages)) {
  if (!process.argv.includes('--check')) {
    writeFileSync(file, text);
  } else if (readFileSync(file, 'utf8') !== text) {
    console.error(`${file} is stale: run \`npm run docs:options\``);
    process.exitCode = 1;
  }
}
