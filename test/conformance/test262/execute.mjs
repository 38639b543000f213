// One run of one test in a realm of its own, plain or instrumented, and whether it passed.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate as nextRound, setTimeout as pause } from 'node:timers/promises';
import vm from 'node:vm';
import { harnessFiles, textOf } from './metadata.mjs';
import { Failure, Realm } from './realm.mjs';

const ROUNDS = 40;
const WAIT_MS = 1000;
const harness = new Map();

function harnessScript(suite, name) {
  const known = harness.get(name);
  if (known) return known;
  const file = join(suite, 'harness', name);
  const script = new vm.Script(readFileSync(file, 'utf8'), { filename: file });
  harness.set(name, script);
  return script;
}

const nameOf = (error) => {
  try {
    return error?.constructor?.name ?? error?.name ?? String(error);
  } catch {
    return 'unknown';
  }
};

const messageOf = (error) => {
  try {
    return `${nameOf(error)}: ${error?.message ?? String(error)}`.slice(0, 300);
  } catch {
    return nameOf(error);
  }
};

/** @returns 'pass', or a sentence that says what went wrong. */
export async function execute({ suite, file, text, metadata, variant, prepare, check, recorded }) {
  const printed = [];
  const realm = new Realm({ print: (line) => printed.push(String(line)), prepare, check, recorded });
  try {
    for (const name of harnessFiles(metadata)) harnessScript(suite, name).runInContext(realm.context);
    await evaluate(realm, { file, text, variant });
  } catch (thrown) {
    return judgeError(thrown, metadata.negative);
  }
  if (metadata.negative) return `no ${metadata.negative.type} was thrown`;
  return metadata.flags.has('async') ? await completion(printed) : 'pass';
}

async function evaluate(realm, { file, text, variant }) {
  if (variant === 'module') await realm.runModule(file);
  else realm.runScript(realm.prepare(textOf(text, variant), 'commonjs', file), file);
}

function judgeError(thrown, negative) {
  const [phase, error] = thrown instanceof Failure ? [thrown.phase, thrown.error] : ['runtime', thrown];
  if (!negative) return messageOf(error);
  const name = nameOf(error);
  if (name !== negative.type) return `${messageOf(error)} instead of ${negative.type}`;
  return phase === negative.phase ? 'pass' : `${name} in phase ${phase}, not ${negative.phase}`;
}

async function completion(printed) {
  const start = Date.now();
  for (let round = 0; printed.length === 0 && Date.now() - start < WAIT_MS; round++) {
    await (round < ROUNDS ? nextRound() : pause(20));
  }
  if (printed.length === 0) return 'never completed';
  return printed[0] === 'Test262:AsyncTestComplete' ? 'pass' : printed[0].slice(0, 300);
}
