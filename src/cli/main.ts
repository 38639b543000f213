#!/usr/bin/env node
// The command `racewatch`. Reads the arguments, says what is wrong with them, or starts the work.

import { type Request, readArguments } from './arguments.ts';
import { baseline } from './baseline.ts';
import { colour } from './colour.ts';
import { completion } from './completion.ts';
import { ctl } from './ctl.ts';
import { doctor, doctorOfRun } from './doctor.ts';
import { EXIT } from './exit-codes.ts';
import { explain } from './explain.ts';
import { commandHelp, overview } from './help.ts';
import { columns, endQuietlyWhenNobodyReads, put, Refusal, sayFault } from './output.ts';
import { version } from './package.ts';
import { report } from './report.ts';
import { run } from './run.ts';
import { suppress } from './suppress.ts';
import { watch } from './watch.ts';

async function main(): Promise<number> {
  endQuietlyWhenNobodyReads();
  const asked = readArguments(process.argv.slice(2));
  if (!asked.ok) throw new Refusal(asked.message);
  return start(asked.value);
}

function start(request: Request): number | Promise<number> {
  switch (request.verb) {
    case 'run':
      return run(request.flags, request.node);
    case 'doctor':
      return request.node.length > 0
        ? doctorOfRun(request.flags, request.node)
        : doctor(request.flags, request.files);
    case 'report':
      return report(request.options, request.words);
    case 'explain':
      return explain(request.options, request.words);
    case 'suppress':
      return suppress(request.options, request.words);
    case 'baseline':
      return baseline(request.options, request.words);
    case 'watch':
      return watch(request.options, request.words);
    case 'ctl':
      return ctl(request.words);
    case 'completion':
      return completion(request.words);
    case 'version':
      put(`${version()}\n`, '');
      return EXIT.ok;
    default:
      put(help(request), '');
      return EXIT.ok;
  }
}

function help({ about }: Request & { verb: 'help' }): string {
  const style = { width: columns(), head: (text: string) => colour('bold', text, process.stdout) };
  return about === undefined ? overview(version(), style) : commandHelp(about, style);
}

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    sayFault(error instanceof Error ? error.message : String(error));
    process.exitCode = error instanceof Refusal ? error.code : EXIT.fault;
  },
);
