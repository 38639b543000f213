// A process that runs tests one after the other, each plain and, when that passed, instrumented. The parent sends
// lists of files and ends the process when one of them hangs.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { job as begin, loadRecorder, loadTransform } from '../instrumenter.mjs';
import { execute } from './execute.mjs';
import { readMetadata, variantsOf } from './metadata.mjs';

const { suite, identity, checked, dist, recorded } = JSON.parse(process.argv[2]);
const transform = await loadTransform({ identity, dist });
const register = recorded ? await loadRecorder(dist) : undefined;
const plain = { prepare: (text) => text, check: undefined };
process.on('unhandledRejection', () => {});
process.on('uncaughtException', () => {});

async function runVariant(file, text, metadata, variant) {
  const test = { suite, file: join(suite, file), text, metadata, variant };
  process.send({ file, variant, stage: 'plain' });
  const expected = await execute({ ...test, ...plain });
  if (expected !== 'pass') return process.send({ file, variant, stage: 'done', plain: expected });
  // Refusing what is no JavaScript is right.
  const invalid = metadata.negative !== undefined && metadata.negative.phase !== 'runtime';
  process.send({ file, variant, stage: 'instrumented' });
  const job = begin(transform, { checked: checked && !recorded, register });
  const got = await execute({ ...test, prepare: job.prepare, check: job.check, recorded });
  process.send({
    file,
    variant,
    stage: 'done',
    plain: 'pass',
    got: job.fault() ?? got,
    notes: job.notes(),
    invalid,
  });
}

process.on('message', async (files) => {
  for (const file of files) {
    const text = readFileSync(join(suite, file), 'utf8');
    const metadata = readMetadata(text);
    for (const variant of variantsOf(metadata)) await runVariant(file, text, metadata, variant);
    process.send({ file, stage: 'end' });
  }
  globalThis.gc();
  process.send({ stage: 'idle' });
});
process.send({ stage: 'idle' });
