// The rules of the house: which room may use which, and that no room knows a package by name.

import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };
import { ROOTS } from '../../src/config/options.ts';
import { ROOT } from '../support/children.ts';

interface Source {
  readonly file: string;
  readonly text: string;
  /** What it imports: a bare name, or a path from the checkout. */
  readonly imports: readonly string[];
  /** As `imports`, without those that only import types and so are gone when it runs. */
  readonly loads: readonly string[];
}

const IMPORT =
  /^(?:import|export)\s+(type\s)?(?:[^'";]*?\sfrom\s+)?'([^']+)'|\b(?:import|require)\('([^']+)'\)/gm;

function read(file: string): Source {
  const text = readFileSync(join(ROOT, file), 'utf8');
  const found = [...text.matchAll(IMPORT)].map(([, type, from, called]) => {
    const name = from ?? called ?? '';
    const target = name.startsWith('.') ? relative(ROOT, join(ROOT, dirname(file), name)) : name;
    return { target, typeOnly: type !== undefined };
  });
  const loads = found.filter(({ typeOnly }) => !typeOnly).map(({ target }) => target);
  return { file, text, imports: found.map(({ target }) => target), loads };
}

function sourcesIn(folder: string): Source[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.[cm]?tsx?$/.test(name))
    .map((name) => read(join(folder, name)));
}

const page = sourcesIn('src/page');
const detector = sourcesIn('src').filter(({ file }) => !file.startsWith('src/page/'));
const hosts = sourcesIn('instrument');
const roomOf = (file: string) => file.split('/').slice(0, 2).join('/');

/** `file imports target` for every import that a rule forbids. */
function offences(sources: readonly Source[], forbidden: (target: string) => boolean): string[] {
  return sources.flatMap(({ file, imports }) =>
    imports.filter(forbidden).map((target) => `${file} imports ${target}`),
  );
}

describe('imports', () => {
  it('are found at all', () => {
    expect(detector.flatMap(({ imports }) => imports).length).toBeGreaterThan(20);
    expect(hosts.flatMap(({ imports }) => imports).some((target) => target.startsWith('src/'))).toBe(true);
  });

  it('src uses no host: only files, paths, text and what the command needs', () => {
    const common = [
      'node:fs',
      'node:path',
      'node:url',
      'node:util',
      'node:util/types',
      'node:crypto',
      'node:module',
      'node:tty',
    ];
    const forCommand = ['node:child_process', 'node:net', 'node:os'];
    const allowed = (file: string) => (file.startsWith('src/cli/') ? [...common, ...forCommand] : common);
    const found = detector.flatMap((source) =>
      offences([source], (target) => target.startsWith('node:') && !allowed(source.file).includes(target)),
    );
    expect(found).toEqual([]);
  });

  it('src never uses instrument', () => {
    expect(offences(detector, (target) => /^(\.\.\/)*instrument\b/.test(target))).toEqual([]);
  });

  it('the report page is built by itself: it loads the plain words of reports and its few packages', () => {
    const words = ['printable', 'site', 'words'].map((name) => `src/report/${name}.ts`);
    const packages = ['preact', 'preact/hooks', '@preact/signals', '@tanstack/virtual-core'];
    const own = page.filter(({ file }) => !file.endsWith('vite.config.mts'));
    const found = own.flatMap(({ file, loads }) =>
      loads
        .filter((target) => !target.startsWith('src/page/') && ![...words, ...packages].includes(target))
        .map((target) => `${file} loads ${target}`),
    );
    expect(own.length).toBeGreaterThan(10);
    expect(found).toEqual([]);
    expect(offences([...detector, ...hosts], (target) => target.startsWith('src/page/'))).toEqual([]);
  });

  it('the report page never reads text as markup or as code', () => {
    const risky = /innerHTML|outerHTML|insertAdjacent|document\.write|DOMParser|\beval\(|new Function|srcdoc/;
    expect(page.filter(({ text }) => risky.test(text)).map(({ file }) => file)).toEqual([]);
  });

  it('core and patterns use nothing but the detector itself', () => {
    const pure = detector.filter(({ file }) => /^src\/(core|patterns)\//.test(file));
    expect(offences(pure, (target) => !/^src\/(core|patterns)\//.test(target))).toEqual([]);
  });

  it('src and instrument use no package but the run-time dependencies', () => {
    // What is no dependency is there for its types only.
    const packages = [
      ...Object.keys(manifest.dependencies),
      'estree',
      'sarif',
      '@opentelemetry/api',
      '@opentelemetry/api-logs',
    ];
    const bare = (target: string) => !/^(node:|src\/|instrument\/)/.test(target);
    // A runner's room may use the runner, which is there when it is used.
    const runnerOf = (file: string) => /^instrument\/runners\/([\w-]+)\//.exec(file)?.[1];
    const isRunner = (file: string, target: string) =>
      target.replace(/^@([\w-]+)\/.*/, '$1') === runnerOf(file);
    const found = [...detector, ...hosts].flatMap((source) =>
      offences(
        [source],
        (target) => bare(target) && !packages.includes(target) && !isRunner(source.file, target),
      ),
    );
    expect(found).toEqual([]);
  });

  it('built-in modules are named with node:', () => {
    expect(
      offences([...detector, ...hosts], (target) => /^(fs|path|util|http|events|async_hooks)$/.test(target)),
    ).toEqual([]);
  });

  it('rooms do not load each other in circles', () => {
    const edges = new Map<string, Set<string>>();
    for (const { file, loads } of detector.filter(({ file }) => file.split('/').length > 2)) {
      const room = roomOf(file);
      for (const target of loads.filter((each) => each.split('/').length > 2 && each.startsWith('src/'))) {
        if (roomOf(target) !== room) edges.set(room, (edges.get(room) ?? new Set()).add(roomOf(target)));
      }
    }
    expect(circles(edges)).toEqual([]);
  });

  it('files do not load each other in circles, but for the visitors of a grammar that is one', () => {
    const flat = [...detector, ...hosts].filter(({ file }) => !file.startsWith('instrument/transform/'));
    const edges = new Map(flat.map(({ file, loads }) => [file, new Set(loads)]));
    expect(circles(edges)).toEqual([]);
  });
});

describe('names', () => {
  const packages = [
    'express',
    'koa',
    'fastify',
    'cls-hooked',
    'ioredis',
    'pino',
    'lodash',
    'vitest',
    'jest',
    'zod',
  ];

  it('no package is a special case of the detector', () => {
    const quoted = new RegExp(`['"\`](?:${packages.join('|')})['"\`]`);
    // The option table lists the integrations a user can switch off; their code is in instrument.
    const told = detector.filter(({ file }) => file !== 'src/config/options.ts');
    expect(told.filter(({ text }) => quoted.test(withoutComments(text))).map(({ file }) => file)).toEqual([]);
  });

  it('every integration can be switched off by its name, and every name is an integration', () => {
    const asked = hosts.flatMap(({ text }) =>
      [...text.matchAll(/\benabled\('([^']+)'\)/g)].map(([, name]) => name),
    );
    expect([...new Set(asked)].sort()).toEqual([...ROOTS].sort());
  });

  it('no import takes a name of the CommonJS wrapper, which would not even load', () => {
    const taken = /^import\s.*\b(?:as\s+)?(?:module|require|exports|__filename|__dirname)\b.*\sfrom\s/m;
    expect([...detector, ...hosts].filter(({ text }) => taken.test(text)).map(({ file }) => file)).toEqual(
      [],
    );
  });

  it('nothing is exported as default', () => {
    const found = [...detector, ...hosts].filter(({ text }) => /^export default\b/m.test(text));
    expect(found.map(({ file }) => file)).toEqual([]);
  });
});

function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '');
}

/** Every circle that a walk from each node meets, as `a > b > a`. */
function circles(edges: ReadonlyMap<string, ReadonlySet<string>>): string[] {
  const found: string[] = [];
  const done = new Set<string>();
  const visit = (node: string, way: readonly string[]): void => {
    if (way.includes(node)) found.push([...way.slice(way.indexOf(node)), node].join(' > '));
    if (done.has(node)) return;
    done.add(node);
    for (const next of edges.get(node) ?? []) visit(next, [...way, node]);
  };
  for (const node of edges.keys()) visit(node, []);
  return found;
}
