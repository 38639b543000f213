#!/usr/bin/env node
// The command `racewatch`. Reads the arguments, says what is wrong with them, or starts the work.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { optionsHelp } from '../config/describe.ts';
import { readArguments } from './arguments.ts';
import { colour } from './colour.ts';
import { doctor } from './doctor.ts';
import { run } from './run.ts';

const USAGE_FAULT = 2;

async function main(): Promise<number> {
  const asked = readArguments(process.argv.slice(2));
  if (!asked.ok) {
    process.stderr.write(`${colour('red', 'racewatch:', process.stderr)} ${asked.message}\n`);
    return USAGE_FAULT;
  }
  const request = asked.value;
  if (request.verb === 'run') return run(request.flags, request.node);
  if (request.verb === 'doctor') return doctor(request.flags, request.files);
  process.stdout.write(request.verb === 'help' ? help() : `${version()}\n`);
  return 0;
}

function help(): string {
  const head = (text: string) => colour('bold', text, process.stdout);
  const width = Math.min(Math.max(process.stdout.columns ?? 100, 60), 100);
  return `racewatch ${version()}: finds shared-state races in asynchronous JavaScript

${head('Usage')}
  racewatch run [options] -- <node arguments>   runs node with the detector loaded
  racewatch doctor [options] [files]            tells which files would be instrumented, and which not
  racewatch --help | --version

${head('Without the command')}
  node --require racewatch/register app.js
  RACEWATCH="option=value option=value" node --require racewatch/register app.js

${head('Options')} (as flags, in RACEWATCH, in racewatch.config.json)
${optionsHelp(width)}
`;
}

function version(): string {
  const manifest = createRequire(__filename).resolve('racewatch/package.json');
  const { version: written } = JSON.parse(readFileSync(manifest, 'utf8')) as { version: string };
  return written;
}

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    process.stderr.write(`racewatch: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  },
);
