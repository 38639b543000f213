// The pages about the command line against the tables that they speak of.

import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readArguments } from '../../src/cli/arguments.ts';
import { EXIT_MEANS } from '../../src/cli/exit-codes.ts';
import { cliPage } from '../../src/cli/page.ts';
import { OPTION_NAMES } from '../../src/config/options.ts';
import { KINDS, readRules } from '../../src/suppress/rules.ts';

const docs = new URL('../../docs/', import.meta.url);
const page = (name: string) => readFileSync(new URL(name, docs), 'utf8');

describe('docs/cli.md', () => {
  it('is what the table of commands makes of it', () => {
    expect(page('cli.md')).toBe(cliPage());
  });

  it('tells every exit code', () => {
    for (const [code, meaning] of EXIT_MEANS) expect(page('cli.md')).toContain(`| ${code} | ${meaning} |`);
  });
});

describe('docs/suppressions.md', () => {
  it('has a row for every kind, and an example file that can be read', () => {
    const text = page('suppressions.md');
    for (const kind of Object.keys(KINDS)) expect(text).toContain(`\n| \`${kind}\` | `);
    const example = /```\n(# The counter[\s\S]*?)```/.exec(text)?.[1] ?? '';
    const rules = readRules(example, 'example');
    expect(rules.ok && rules.value.map(({ kind }) => kind)).toEqual(['location', 'race', 'fingerprint']);
  });
});

describe.each(['cli.md', 'ci.md', 'suppressions.md'])('docs/%s', (name) => {
  const text = page(name);

  it('shows only commands that can be read', () => {
    const blocks = [...text.matchAll(/```(?:yaml)?\n([\s\S]*?)```/g)].map(([, block]) => block ?? '');
    const lines = blocks.flatMap((block) => block.split('\n'));
    const commands = lines.flatMap(
      (line) => /^[-$ ]*(?:run: )?(?:npx )?racewatch (?!: )(.*)/.exec(line)?.[1] ?? [],
    );
    expect(commands.length).toBeGreaterThan(2);
    for (const command of commands) {
      const words = command.replace(/ {2,}#.*| > .*/, '').match(/"[^"]*"|'[^']*'|\S+/g) ?? [];
      const asked = readArguments(words.map((word) => word.replace(/["']/g, '')));
      expect(asked, command).toMatchObject({ ok: true });
    }
  });

  it('names only options that there are', () => {
    const named = [...text.matchAll(/RACEWATCH(?:="|: )([^"\n]*)/g)].flatMap(
      ([, list]) => list?.split(' ') ?? [],
    );
    for (const setting of named) {
      const [option] = setting.split('=');
      if (setting.includes('=')) expect(OPTION_NAMES).toContain(option);
    }
  });

  it('links only to pages that exist', () => {
    const links = [...text.matchAll(/\]\((?!https?:)([^)#]+)\)/g)].map((match) => match[1] as string);
    expect(links.length).toBeGreaterThan(0);
    for (const link of links) expect(existsSync(new URL(link, docs)), link).toBe(true);
  });
});
