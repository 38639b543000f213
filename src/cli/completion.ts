// `racewatch completion`: scripts for three shells, made from the tables, so that they know every option and word.

import { nearest } from '../config/nearest.ts';
import { OPTIONS, type Spec } from '../config/options.ts';
import { quote } from '../config/words.ts';
import { PATTERN_NAMES } from '../log/guard.ts';
import { flagName } from './arguments.ts';
import { COMMAND_NAMES, COMMANDS, type CommandSpec } from './commands.ts';
import { EXIT } from './exit-codes.ts';
import { put, refuse } from './output.ts';

const SHELLS: Readonly<Record<string, () => string>> = { bash, zsh, fish };
const SHELL_NAMES = Object.keys(SHELLS);

/**
 * Prints the script for a shell.
 * @returns the exit code
 * @throws Refusal for a shell that is not known
 */
export function completion([shell]: readonly string[]): number {
  if (shell === undefined) refuse(`completion takes ${SHELL_NAMES.join(', ')}`);
  const script = Object.hasOwn(SHELLS, shell) ? SHELLS[shell] : undefined;
  if (script === undefined) {
    refuse(`no completion for ${quote(shell)} (did you mean ${quote(nearest(shell, SHELL_NAMES))}?)`);
  }
  put(script(), '');
  return EXIT.ok;
}

interface Completed {
  readonly name: string;
  readonly summary: string;
  readonly options: readonly [flag: string, spec: Spec][];
  /** Words that can stand first after the options; files otherwise. */
  readonly words: readonly string[];
}

function commands(): Completed[] {
  return COMMAND_NAMES.map((name) => {
    const spec: CommandSpec = COMMANDS[name];
    const options = Object.entries<Spec>(spec.watches ? { ...OPTIONS, ...spec.options } : spec.options);
    return {
      name,
      summary: spec.summary,
      options: options.map(([key, one]) => [flagName(key), one]),
      words: wordsOf(spec),
    };
  });
}

function wordsOf({ operands, usage }: CommandSpec): readonly string[] {
  if (operands === 'shell') return SHELL_NAMES;
  if (operands === 'command') return COMMAND_NAMES;
  return usage.includes('PATTERN') ? PATTERN_NAMES : [];
}

/** The words an option takes; undefined for a path or free text. */
function valuesOf(spec: Spec): readonly string[] | undefined {
  if (spec.kind === 'choice') return spec.of;
  if (spec.kind === 'names') return ['all', 'none', ...spec.of];
  return spec.kind === 'switch' ? ['0', '1'] : undefined;
}

function bash(): string {
  const cases = commands().map(({ name, options, words }) => {
    const values = options.flatMap(([flag, spec]) => {
      const list = valuesOf(spec);
      return list === undefined ? [] : [`        ${name}:${flag}) words="${list.join(' ')}" ;;`];
    });
    const flags = ['--help', ...options.map(([flag]) => flag)].join(' ');
    return { values, line: `        ${name}) flags="${flags}"; words="${words.join(' ')}" ;;` };
  });
  return `# bash completion of racewatch; \`source <(racewatch completion bash)\`
_racewatch() {
  local cur="\${COMP_WORDS[COMP_CWORD]}" prev="\${COMP_WORDS[COMP_CWORD-1]}" cmd="\${COMP_WORDS[1]}" flags="" words=""
  # Bash makes a word of its own of the = in --format=html.
  if [[ $cur == "=" ]]; then cur=""; elif [[ $prev == "=" ]]; then prev="\${COMP_WORDS[COMP_CWORD-2]}"; fi
  if (( COMP_CWORD == 1 )); then
    words="${COMMAND_NAMES.join(' ')} --help --version"
  else
    case "$cmd:$prev" in
${cases.flatMap(({ values }) => values).join('\n')}
    esac
    if [[ -z $words ]]; then
      case "$cmd" in
${cases.map(({ line }) => line).join('\n')}
      esac
      if [[ $cur == -* ]]; then words="$flags"; fi
    fi
  fi
  if [[ -n $words ]]; then COMPREPLY=( $(compgen -W "$words" -- "$cur") ); fi
}
complete -o default -F _racewatch racewatch
`;
}

function zsh(): string {
  const clean = (text: string) => text.replace(/[[\]:'"\\`]/g, '');
  const described = commands().map(({ name, summary }) => `    '${name}:${clean(summary)}'`);
  const cases = commands().map(({ name, options, words }) => {
    const flags = options.map(([flag, spec]) => {
      const values = valuesOf(spec);
      const what = values === undefined ? '_files' : `(${values.join(' ')})`;
      return `'${flag}=[${clean(brief(spec))}]:value:${what}'`;
    });
    const rest = words.length > 0 ? `'1:word:(${words.join(' ')})' '*:file:_files'` : "'*:file:_files'";
    return `    ${name}) _arguments '--help[help]' ${[...flags, rest].join(' ')} ;;`;
  });
  return `#compdef racewatch
_racewatch() {
  local -a known
  known=(
${described.join('\n')}
  )
  if (( CURRENT == 2 )); then
    _describe command known
    return
  fi
  shift words
  (( CURRENT-- ))
  case $words[1] in
${cases.join('\n')}
  esac
}
compdef _racewatch racewatch
`;
}

function fish(): string {
  const text = (written: string) => `'${written.replace(/['\\]/g, '\\$&')}'`;
  const lines = commands().flatMap(({ name, summary, options, words }) => {
    const here = `complete -c racewatch -n '__fish_seen_subcommand_from ${name}'`;
    return [
      `complete -c racewatch -n __fish_use_subcommand -f -a ${name} -d ${text(summary)}`,
      ...options.map(([flag, spec]) => {
        const values = valuesOf(spec);
        const takes = values === undefined ? '-r' : `-x -a '${values.join(' ')}'`;
        return `${here} -l ${flag.slice(2)} ${takes} -d ${text(brief(spec))}`;
      }),
      ...(words.length > 0 ? [`${here} -a '${words.join(' ')}'`] : []),
    ];
  });
  return `# fish completion of racewatch\n${lines.join('\n')}\n`;
}

function brief({ summary }: Spec): string {
  const [clause = ''] = summary.replaceAll('`', '').split(/[.;:] |[.:]$/);
  return clause;
}
