// `npm run bench`: measures in one run what watching costs, prints a table and writes a JSON file.
// Options: --node PATH (the Node to measure), --only NAME (again for more), --rounds N, --quick, --dist DIR (another
// build), --markdown.

import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Setting } from './children.ts';
import { MEASURES, type Measure } from './measures.ts';
import { figuresOf, type Row } from './rounds.ts';
import { renderMarkdown, renderTable } from './table.ts';

const CHECKOUT = join(__dirname, '..');

const { values } = parseArgs({
  options: {
    node: { type: 'string', default: process.execPath },
    dist: { type: 'string', default: join(CHECKOUT, 'dist') },
    only: { type: 'string', multiple: true },
    rounds: { type: 'string' },
    quick: { type: 'boolean', default: false },
    markdown: { type: 'boolean', default: false },
  },
});

async function main(): Promise<void> {
  const setting: Setting = { node: values.node, dist: values.dist };
  const length = { rounds: Number(values.rounds ?? (values.quick ? 2 : 5)), seconds: values.quick ? 3 : 5 };
  const version = execFileSync(setting.node, ['--version'], { encoding: 'utf8' }).trim();
  const rows: Row[] = [];
  for (const measure of chosen(values.only)) {
    process.stderr.write(`${measure.name} …\n`);
    rows.push({ measure, figures: await figuresOf(measure, setting, length) });
  }
  process.stdout.write(`${values.markdown ? renderMarkdown(rows, version) : renderTable(rows, version)}\n`);
  process.stdout.write(`${save(rows, version)}\n`);
}

function chosen(names: readonly string[] | undefined): readonly Measure[] {
  const unknown = names?.find((name) => !MEASURES.some((measure) => measure.name === name));
  if (unknown !== undefined) {
    throw new Error(`no measure ${unknown}; there are ${MEASURES.map(({ name }) => name).join(', ')}`);
  }
  return MEASURES.filter(({ name }) => names?.includes(name) ?? true);
}

function save(rows: readonly Row[], node: string): string {
  const folder = join(CHECKOUT, '.cache', 'bench');
  const time = new Date().toISOString();
  const file = join(folder, `${node}-${time.replaceAll(/[:.]/g, '-')}.json`);
  mkdirSync(folder, { recursive: true });
  const machine = `${cpus()[0]?.model ?? 'unknown'} x ${cpus().length}`;
  writeFileSync(file, `${JSON.stringify({ node, time, machine, rows }, undefined, 2)}\n`);
  return file;
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
