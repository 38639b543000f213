// `--help`, one screen for the whole and one for each command, made from the tables.

import { defaultText, takes } from '../config/describe.ts';
import { OPTIONS, type Spec } from '../config/options.ts';
import { wrap } from '../report/layout.ts';
import { flagName } from './arguments.ts';
import { COMMAND_NAMES, COMMANDS, type CommandName, type CommandSpec } from './commands.ts';
import { EXIT_MEANS } from './exit-codes.ts';

/** Of the options of a watched program, most of which fit. */
const WIDEST_FLAG = 38;

export interface HelpStyle {
  readonly width: number;
  readonly head: (text: string) => string;
}

/** The commands, a line each. */
export function overview(version: string, { head, width }: HelpStyle): string {
  const widest = Math.max(...COMMAND_NAMES.map((name) => name.length));
  const lines = COMMAND_NAMES.map((name) => `  ${name.padEnd(widest)}  ${COMMANDS[name].summary}`);
  return `racewatch ${version}: finds shared-state races in asynchronous JavaScript

${head('Commands')}
${lines.join('\n')}

  racewatch COMMAND --help tells the options of one.

${head('Without the command')}
  node --require racewatch/register app.js
  RACEWATCH="option=value option=value" node --require racewatch/register app.js

${head('Exit codes')}
${EXIT_MEANS.map(([code, meaning]) => hanging(`  ${String(code).padEnd(4)}`, plain(meaning), width)).join('\n')}
`;
}

/** Usage, options and examples of one command. */
export function commandHelp(name: CommandName, { head, width }: HelpStyle): string {
  const spec: CommandSpec = COMMANDS[name];
  const options = Object.entries(spec.options);
  const watching = spec.watches ? Object.entries<Spec>(OPTIONS) : [];
  const parts = [
    `${head('Usage')}\n  racewatch ${spec.usage}\n\n${hanging('  ', sentence(spec), width)}`,
    ...(options.length > 0
      ? [`${head('Options')}\n${options.map((each) => inFull(each, width)).join('\n')}`]
      : []),
    ...(watching.length > 0
      ? [
          `${head('Options')} (in full: docs/options.md)\n${watching.map((each) => inBrief(each, width)).join('\n')}`,
        ]
      : []),
    ...(spec.examples.length > 0
      ? [`${head('Examples')}\n${spec.examples.map((line) => `  ${line}`).join('\n')}`]
      : []),
  ];
  return `${parts.join('\n\n')}\n`;
}

function sentence({ summary, about }: CommandSpec): string {
  const first = `${summary.charAt(0).toUpperCase()}${summary.slice(1)}.`;
  return plain([first, ...about].join(' '));
}

function inFull([name, spec]: [string, Spec], width: number): string {
  const standard = defaultText(spec);
  const shown =
    spec.kind === 'text' || spec.kind === 'switch' || standard === '' ? '' : ` Default ${standard}.`;
  return `${flagLine(name, spec)}\n${hanging('      ', plain(spec.summary) + shown, width)}`;
}

/** Six and twenty options on one screen: a line each. */
function inBrief([name, spec]: [string, Spec], width: number): string {
  const flag = flagLine(name, spec).padEnd(WIDEST_FLAG);
  const [clause = ''] = plain(spec.summary).split(/[.;:] |[.:]$|, (?:which|such|or|with|and|`)/);
  const room = width - flag.length - 1;
  return `${flag} ${clause.length > room ? `${clause.slice(0, room - 3)}...` : clause}`;
}

function flagLine(name: string, spec: Spec): string {
  return `  ${flagName(name)}${spec.kind === 'switch' ? '' : `=${takes(spec)}`}`;
}

function hanging(start: string, text: string, width: number): string {
  const indent = ' '.repeat(start.length);
  return wrap(text, width - start.length)
    .map((line, index) => (index === 0 ? start : indent) + line)
    .join('\n');
}

function plain(text: string): string {
  return text.replaceAll('`', '');
}
