// The corpus runner: node test/corpus/run.mjs [--node PATH] [--only PATTERN] [--jobs N] [--json] [--no-plain]
// Every program runs as a real process, plain and with the preload. Ends with 1 on any false positive, any false
// negative that is not a known gap, or any fault. Needs a build (dist/).

import { parseArgs } from 'node:util';
import { runPlain, runWatched } from './runner/execute.mjs';
import { judge } from './runner/judge.mjs';
import { compile, compiledFile, listPrograms } from './runner/programs.mjs';

const { values: options } = parseArgs({
  allowNegative: true,
  options: {
    node: { type: 'string', default: process.execPath },
    only: { type: 'string', default: '*' },
    jobs: { type: 'string', default: '2' },
    json: { type: 'boolean', default: false },
    plain: { type: 'boolean', default: true },
  },
});

async function runAll() {
  const outdir = await compile();
  const waiting = listPrograms(options.only);
  const verdicts = [];
  const worker = async () => {
    for (let program = waiting.shift(); program; program = waiting.shift()) {
      const file = compiledFile(outdir, program);
      const plain = options.plain ? await runPlain(options.node, file) : undefined;
      verdicts.push(judge(program, await runWatched(options.node, file), plain));
    }
  };
  await Promise.all(Array.from({ length: Number(options.jobs) }, worker));
  return verdicts.sort((a, b) => (a.name < b.name ? -1 : 1));
}

function summarise(verdicts) {
  const lines = (kind) => verdicts.flatMap((v) => v[kind].map((text) => `${v.name}: ${text}`));
  const named = (outcome) => verdicts.filter((v) => v.outcome === outcome).map((v) => `${v.name}: ${v.gap}`);
  return {
    node: options.node,
    programs: verdicts.length,
    race: verdicts.filter((v) => v.name.startsWith('race-')).length,
    norace: verdicts.filter((v) => v.name.startsWith('norace-')).length,
    found: verdicts.filter((v) => v.outcome === 'found').length,
    falsePositives: lines('falsePositives'),
    falseNegatives: lines('falseNegatives'),
    faults: lines('faults'),
    knownGaps: named('known gap'),
    gapsClosed: named('gap closed'),
  };
}

function print(summary) {
  const row = (label, value) =>
    console.log(`${label.padEnd(16)} ${Array.isArray(value) ? value.length : value}`);
  console.log(`corpus on ${summary.node}`);
  row('programs', `${summary.programs} (${summary.race} race, ${summary.norace} norace)`);
  row('found', summary.found);
  for (const [label, list] of [
    ['false positives', summary.falsePositives],
    ['false negatives', summary.falseNegatives],
    ['faults', summary.faults],
    ['known gaps', summary.knownGaps],
    ['gaps closed', summary.gapsClosed],
  ]) {
    row(label, list);
    for (const text of list) console.log(`  ${text}`);
  }
}

const summary = summarise(await runAll());
if (options.json) console.log(JSON.stringify(summary));
else print(summary);
const { falsePositives, falseNegatives, faults } = summary;
process.exitCode = falsePositives.length + falseNegatives.length + faults.length > 0 ? 1 : 0;
