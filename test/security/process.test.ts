// What a watched process opens, shows and takes: no listener, no secret, no line of a file that a map leads to, no
// prototype that an option or a request reaches.

import { mkdirSync, readdirSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { SHOP, Workshop } from '../e2e/workshop.ts';
import { ROOT, runNode } from '../support/children.ts';

const workshop = new Workshop();
afterAll(() => workshop[Symbol.dispose]());

const CLI = join(ROOT, 'dist/src/cli/main.js');

describe('what is open', () => {
  // Descriptors as the kernel knows them: nothing can be hidden from it.
  const program = `${SHOP}
sold.then(() => {
  const { readdirSync, readlinkSync } = require('node:fs');
  const link = (fd) => { try { return readlinkSync('/proc/self/fd/' + fd); } catch { return ''; } };
  const sockets = readdirSync('/proc/self/fd').filter((fd) => fd > 2 && link(fd).startsWith('socket:')).length;
  const held = process.getActiveResourcesInfo().filter((name) => /TCP|UDP|Pipe|Server|Port/i.test(name) && !/Pipe(?!Server)/.test(name));
  console.log(sockets, held.join(), require('node:inspector').url() ?? 'no inspector');
});
`;
  it.runIf(process.platform === 'linux')('is no socket and no port, whatever is reported', async () => {
    workshop.write('open.js', program);
    const { stdout, code } = await workshop.watch(['open.js'], { racewatch: 'log_path=open format=jsonl' });
    expect(stdout).toBe('0  no inspector\n');
    expect(code).toBe(66);
  });
});

describe('files', () => {
  it('are for their owner alone, after rotation too', async () => {
    const many = Array.from({ length: 12 }, (_, n) =>
      SHOP.replace(/const \{[^}]*\} = [^;]*;/, '').replace(/\b(stock|sold|buy|turns)\b/g, `$1${n}`),
    );
    workshop.write('many.js', `const { track, task } = require('racewatch');\n${many.join('\n')}`);
    mkdirSync(join(workshop.folder, 'logs'));
    await workshop.watch(['many.js'], {
      racewatch: 'log_path=logs/race format=jsonl rotate_size=4kB rotate_count=3',
    });
    const names = readdirSync(join(workshop.folder, 'logs'));
    expect(names.length).toBeGreaterThan(2);
    for (const name of names)
      expect(statSync(join(workshop.folder, 'logs', name)).mode & 0o777, name).toBe(0o600);
  });
});

describe('secrets', () => {
  const SECRETS = ['hunter2', 'abcd-session', 'eyJhbGciOiJIUzI1NiJ9.payload.sig', 'pw-in-url'];
  const program = `
const { track, task } = require('racewatch');
const turn = () => new Promise((done) => setImmediate(done));
const state = track({ db: { login: { password: 'hunter2', url: 'postgres://u:pw-in-url@host/db' } }, sessionTokens: new Map([['abcd-session', 1]]), users: new Map([['eyJhbGciOiJIUzI1NiJ9.payload.sig', 1]]) }, 'state');
async function change(get, set, n) { const seen = get(); await turn(); set(seen + n); }
const both = (get, set) => Promise.all([task('first', () => change(get, set, '1')), task('second', () => change(get, set, '2'))]);
const { login } = state.db;
both(() => login.password, (v) => { login.password = v; })
  .then(() => both(() => login.url, (v) => { login.url = v; }))
  .then(() => both(() => state.sessionTokens.get('abcd-session'), (v) => state.sessionTokens.set('abcd-session', v)))
  .then(() => both(() => state.users.get('eyJhbGciOiJIUzI1NiJ9.payload.sig'), (v) => state.users.set('eyJhbGciOiJIUzI1NiJ9.payload.sig', v)));
`;
  const written = (async () => {
    // The lines of source that text shows have what the programmer wrote there.
    workshop.write('secret.js', program);
    await workshop.watch(['secret.js'], { racewatch: 'log_path=secret format=jsonl' });
    return workshop.logs('secret')[0];
  })();

  it('stand in no log, at any depth, as a value or as a key', async () => {
    const log = await written;
    expect(log?.races.map(({ location }) => location.path).sort()).toEqual([
      'state.db.login.password',
      'state.db.login.url',
      'state.sessionTokens["***"]',
      'state.users["***"]',
    ]);
    for (const secret of SECRETS) expect(log?.text).not.toContain(secret);
  });

  it.each(['text', 'html', 'sarif', 'github', 'junit', 'trace', 'markdown', 'jsonl'])(
    'stand in no report as %s',
    async (format) => {
      const log = await written;
      mkdirSync(join(workshop.folder, 'elsewhere'), { recursive: true });
      const file = join(workshop.folder, log?.name ?? '');
      const { stdout, code } = await runNode([CLI, 'report', `--format=${format}`, file], {
        cwd: join(workshop.folder, 'elsewhere'),
      });
      expect(code).toBe(0);
      expect(stdout).toContain('login');
      for (const secret of SECRETS) expect(stdout).not.toContain(secret);
    },
  );
});

describe('a source map that leads out of the program', () => {
  const LINES = SHOP.split('\n').length;
  const MAPPINGS = ['AAAA', ...Array.from({ length: LINES - 1 }, () => 'AACA')].join(';');
  const HIDDEN = '// TOP SECRET LINE\n'.repeat(LINES);
  workshop.write('outside/secret.ts', HIDDEN);
  workshop.write('outside/package.json', '{}');
  workshop.write('project/package.json', '{}');
  workshop.write('project/.env.ts', HIDDEN);
  workshop.write('project/data.txt', HIDDEN);
  workshop.write('project/src/good.ts', '// A LINE OF THE PROJECT\n'.repeat(LINES));
  symlinkSync('../../outside/secret.ts', join(workshop.folder, 'project/src/link.ts'));
  const outside = join(workshop.folder, 'outside/secret.ts');

  const run = async (map: object, inline: boolean): Promise<string> => {
    const text = JSON.stringify({ version: 3, names: [], mappings: MAPPINGS, ...map });
    const url = inline
      ? `data:application/json;base64,${Buffer.from(text).toString('base64')}`
      : 'shop.js.map';
    workshop.write('project/dist/shop.js', `${SHOP.trimEnd()}\n//# sourceMappingURL=${url}\n`);
    workshop.write('project/dist/shop.js.map', text);
    const cwd = join(workshop.folder, 'project');
    const { stderr, code } = await workshop.watch(['dist/shop.js'], { cwd, racewatch: 'cache=off' });
    expect(stderr).toContain('RACE lost-update');
    expect(code).toBe(66);
    return stderr;
  };

  it('is followed as long as it does not', async () => {
    expect(await run({ sources: ['../src/good.ts'] }, false)).toContain('A LINE OF THE PROJECT');
  });

  it.each<[string, object]>([
    ['a relative path', { sources: ['../../outside/secret.ts'] }],
    ['an absolute path', { sources: [outside] }],
    ['a file URL', { sources: [`file://${outside}`] }],
    ['a source root', { sourceRoot: '../../outside', sources: ['secret.ts'] }],
    ['a link', { sources: ['../src/link.ts'] }],
    ['a hidden file', { sources: ['../.env.ts'] }],
    ['no script', { sources: ['../data.txt'] }],
  ])('shows nothing of it: %s', async (_name, map) => {
    for (const inline of [false, true]) expect(await run(map, inline)).not.toContain('TOP SECRET');
  });

  it.each<[string, string]>([
    ['a relative path', '../../outside/secret.ts'],
    ['an absolute path', outside],
    ['a file URL', `file://${outside}`],
    ['a link', '../src/link.ts'],
  ])('shows nothing of it in `report --source-maps` either: %s', async (_name, source) => {
    const cwd = join(workshop.folder, 'project');
    workshop.write('project/dist/shop.js', `${SHOP.trimEnd()}\n`);
    await workshop.watch(['dist/shop.js'], { cwd, racewatch: 'cache=off log_path=traversal format=jsonl' });
    const map = { version: 3, names: [], mappings: MAPPINGS, sources: [source] };
    workshop.write('project/dist/shop.js.map', JSON.stringify(map));
    const { stdout, code } = await runNode([CLI, 'report', '--source-maps=dist', 'traversal.*.jsonl'], {
      cwd,
    });
    expect(code).toBe(0);
    expect(stdout).toContain('RACE lost-update');
    expect(stdout).not.toContain('TOP SECRET');
  });
});

describe('prototypes', () => {
  it('are not reached by options, requests or settings', async () => {
    workshop.write(
      'pollute.js',
      `
const { channel } = require('node:diagnostics_channel');
const { configure, isActive } = require('racewatch');
const bad = JSON.parse('{"__proto__": {"polluted": 1}, "constructor": {"prototype": {"polluted": 1}}}');
try { configure(bad); } catch {}
for (const request of ['__proto__', 'constructor', 'toString', 'sample __proto__', bad])
  channel('racewatch:control').publish({ request, ...bad });
channel('racewatch:control').publish(bad);
console.log(isActive(), {}.polluted, Object.keys(Object.prototype).length);
`,
    );
    const { stdout, stderr, code } = await workshop.watch(['pollute.js']);
    expect({ stdout, stderr, code }).toEqual({ stdout: 'true undefined 0\n', stderr: '', code: 0 });
  });

  it.each(['__proto__', 'constructor', 'prototype'])('are not reached by %s in package.json', async (key) => {
    const cwd = join(workshop.folder, `named-${key}`);
    workshop.write(`named-${key}/package.json`, `{ "racewatch": { "${key}": { "polluted": 1 } } }`);
    workshop.write(`named-${key}/app.js`, 'console.log({}.polluted)');
    const { stdout, stderr } = await workshop.watch(['app.js'], { cwd });
    expect(stdout).toBe('undefined\n');
    expect(stderr).toMatch(
      /^racewatch: package\.json: unknown option "[^\n]*; the program runs unwatched\n$/,
    );
  });
});

describe('logs that mean harm', () => {
  const depth = 500_000;
  it.each([
    ['arrays in arrays', '['.repeat(depth) + ']'.repeat(depth)],
    ['objects in objects', `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`],
    [
      'a race with a bomb in it',
      `{"schema":"racewatch.race/1","accesses":${'['.repeat(depth)}${']'.repeat(depth)}}`,
    ],
    ['a line without an end', '"'.padEnd(8 * 1024 * 1024, 'x')],
    ['a key of prototypes', '{"__proto__":{"schema":"racewatch.race/1","polluted":1}}'],
  ])('are passed over: %s', async (_name, line) => {
    workshop.write('harm.jsonl', `${line}\n`);
    const { code, stderr } = await runNode([CLI, 'report', 'harm.jsonl'], { cwd: workshop.folder });
    expect(code).not.toBe(null);
    expect(stderr).not.toMatch(/^\s+at /m);
    expect(stderr.split('\n').every((each) => each.length < 500)).toBe(true);
  });

  it('bring no escape sequence to the terminal, in names of files neither', async () => {
    const name = 'odd\u001b[31m\u009b31m\u202e.jsonl';
    workshop.write(name, 'no report\n');
    for (const args of [
      ['report', name],
      ['report', `${name}.missing`],
      ['explain', name],
      ['ctl', name, '\u001b[2J'],
    ]) {
      const { stdout, stderr } = await runNode([CLI, ...args], { cwd: workshop.folder });
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
      expect(stdout + stderr).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/);
    }
  });

  it('are read, never run', () => {
    const texts = ['log', 'report', 'stacks', 'config'].flatMap((room) =>
      readdirSync(join(ROOT, 'src', room), { recursive: true, encoding: 'utf8' })
        .filter((file) => /\.ts$/.test(file))
        .map((file) => readFileSync(join(ROOT, 'src', room, file), 'utf8')),
    );
    expect(texts.length).toBeGreaterThan(20);
    for (const text of texts)
      expect(text).not.toMatch(/\beval\(|new Function\(|node:vm|runInThisContext|runInNewContext/);
  });
});
