// The corpus's programs: which there are, what each expects, and their JavaScript. It runs nothing.

import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

export const corpus = dirname(dirname(fileURLToPath(import.meta.url)));
export const root = dirname(dirname(corpus));

/** Every program whose name matches the pattern, `*` standing for any text. */
export function listPrograms(pattern = '*') {
  const only = new RegExp(`^${pattern.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replace(/\*/g, '.*')}`);
  return readdirSync(corpus)
    .filter((file) => /^(race|norace)-.*\.m?ts$/.test(file) && only.test(file))
    .sort()
    .map((file) => ({ file, name: file.replace(/\.m?ts$/, ''), ...readHeader(file) }));
}

/** Reads the expectation from the first comment lines; a program without one is an error. */
function readHeader(file) {
  const header = { expected: [], silence: false, sites: undefined, gap: undefined };
  for (const line of readFileSync(join(corpus, file), 'utf8').split('\n')) {
    const [, word, rest] = /^\/\/ (expect|sites|gap): (.+)$/.exec(line) ?? [];
    if (!line.startsWith('//')) break;
    if (word === 'sites') header.sites = rest.split(', ');
    else if (word === 'gap') header.gap = rest;
    else if (rest === 'silence') header.silence = true;
    else if (word === 'expect') {
      const [pattern, level, ...path] = rest.split(' ');
      header.expected.push({ pattern, level, path: path.join(' ') });
    }
  }
  const raceHeader = header.expected.length > 0 && !header.silence;
  if (raceHeader !== file.startsWith('race-')) throw new Error(`${file}: expectation and name disagree`);
  if (header.sites && header.sites.length !== 3) throw new Error(`${file}: sites names three functions`);
  return header;
}

/**
 * Compiles programs and helper modules file by file with source maps, below the package root so that
 * `racewatch` resolves to this package. Files that did not change are left alone: several runs may share them.
 * Returns the folder.
 */
export async function compile() {
  const outdir = join(root, '.cache', 'corpus');
  const sources = readdirSync(corpus, { recursive: true }).map(String);
  const entries = (ending) => sources.filter((file) => file.endsWith(ending) && !file.endsWith('.test.ts'));
  const common = { absWorkingDir: corpus, outdir, outbase: corpus, platform: 'node', target: 'node20' };
  const outputs = await Promise.all([
    build({ ...common, entryPoints: entries('.ts'), format: 'cjs', sourcemap: 'linked', write: false }),
    build({
      ...common,
      entryPoints: entries('.mts'),
      format: 'esm',
      outExtension: { '.js': '.mjs' },
      sourcemap: 'linked',
      write: false,
    }),
  ]);
  for (const { path, text } of outputs.flatMap((result) => result.outputFiles)) save(path, text);
  return outdir;
}

function save(path, text) {
  // Same length, so the map's columns stay right.
  const rewritten = path.endsWith('.map') ? text : text.replace(/(["']\.[^"']*\.)ts(["'])/g, '$1js$2');
  if (existsSync(path) && readFileSync(path, 'utf8') === rewritten) return;
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, rewritten);
}

export function compiledFile(outdir, program) {
  return join(outdir, basename(program.file).replace(/ts$/, 'js'));
}
