// The line behind the text of an ES module that shows what it has made: a module of another version, in which the
// names are constant, missing or imported, must run as it would without.

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { showingLine } from '../../instrument/modules/esm-exports.ts';
import { ROOT, runNode } from '../support/children.ts';

const preload = join(ROOT, 'dist/instrument/register.js');
const folder = mkdtempSync(join(tmpdir(), 'racewatch-shown-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const PROGRAM = `import * as cron from 'node-cron';
console.log(Object.keys(cron).join(), Object.keys(globalThis).includes('racewatch.loaded'));
console.log(String(await cron.createTask?.('* * * * *', (...args) => args.join())));`;

describe.each(['', 'instrument=off'])('with the options "%s"', (options) => {
  it.each([
    ['as it is', 'export function createTask(_, job) { return job(1, 2); }\nexport const nodeCron = {};'],
    ['constant', 'export const createTask = (_, job) => job(1, 2), nodeCron = {};'],
    [
      'frozen',
      'export function createTask(_, job) { return job(1, 2); }\nexport const nodeCron = Object.freeze({ createTask });',
    ],
    ['missing', 'export const schedule = 1; export const $ = 2; // no line ends'],
    ['imported', "export { createTask } from './other.mjs';\nexport const nodeCron = {}; /* ends here */"],
    [
      'imported by name',
      "import { createTask } from './other.mjs';\nconst nodeCron = 1;\nexport { createTask, nodeCron };",
    ],
    [
      'of a module that waits',
      'export function createTask(_, job) { return job(1, 2); }\nexport const nodeCron = await {};',
    ],
  ])('a module runs as without us, its names %s', async (name, text) => {
    const home = join(folder, `${name} ${options}`.replaceAll(/\W+/g, '-'));
    const module = join(home, 'node_modules/node-cron');
    mkdirSync(join(module, 'dist'), { recursive: true });
    const manifest = { name: 'node-cron', type: 'module', exports: './dist/node-cron.js' };
    writeFileSync(join(module, 'package.json'), JSON.stringify(manifest));
    writeFileSync(join(module, 'dist/node-cron.js'), text);
    writeFileSync(join(module, 'dist/other.mjs'), 'export function createTask(_, job) { return job(1, 2); }');
    writeFileSync(join(home, 'app.mjs'), PROGRAM);
    const env = { RACEWATCH: options };
    const plain = await runNode(['app.mjs'], { cwd: home });
    const watched = await runNode(['--require', preload, 'app.mjs'], { cwd: home, env });
    expect(plain).toMatchObject({ code: 0, stderr: '' });
    expect(watched).toEqual(plain);
  });
});

it('other modules get no line', () => {
  for (const file of ['/app/node_modules/node-cron/dist/_shared.js', '/app/dist/node-cron.js'])
    expect(showingLine(pathToFileURL(file).href)).toBeUndefined();
  expect(showingLine('data:text/javascript,node-cron/dist/node-cron.js')).toBeUndefined();
});
