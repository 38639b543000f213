import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ADVICE } from '../../src/report/explain.ts';

const folder = new URL('../../docs/patterns/', import.meta.url);
const page = (name: string) => readFileSync(new URL(name, folder), 'utf8');
const patterns = Object.keys(ADVICE);

describe('docs/patterns', () => {
  it('has one page for each pattern and no other', () => {
    expect(readdirSync(folder).sort()).toEqual([...patterns.map((name) => `${name}.md`), 'README.md'].sort());
  });

  it.each(patterns)('lists %s in the index', (name) => {
    expect(page('README.md')).toContain(`[${name}](${name}.md)`);
  });

  it.each(patterns)('says of %s what it means, shows it, mends it, and tells when it is benign', (name) => {
    const text = page(`${name}.md`);
    expect(text.startsWith(`# ${name}\n\n**A `)).toBe(true);
    for (const heading of ['Example', 'Usual fixes', 'When it is benign', 'Not reported']) {
      expect(text).toContain(`\n## ${heading}\n`);
    }
    expect(text).toContain('```ts\n');
  });

  it.each(patterns)('links from %s only to pages that exist', (name) => {
    const links = [...page(`${name}.md`).matchAll(/\]\(([^)#]+)\)/g)].map((match) => match[1] as string);
    for (const link of links) expect(existsSync(new URL(link, folder)), link).toBe(true);
  });
});
