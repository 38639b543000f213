// The packed tarball as a user gets it: installed into an empty project, then the command, a CommonJS
// and an ES module program under both preloads, the API, and the types. Run after a build.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const node = process.env.SMOKE_NODE ?? process.execPath;
const checkout = resolve(import.meta.dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'racewatch-smoke-'));
const project = join(folder, 'project');
let passed = 0;

/** The story in four lines: two tasks read a stock, wait, and write it back. */
const RACE = `
const stock = track({ apples: 10 }, 'stock');
const wait = (ms) => new Promise((done) => setTimeout(done, ms));
const buy = async (n) => { const seen = stock.apples; await wait(10 * n); stock.apples = seen - n; };
const sold = Promise.all([task('first', () => buy(1)), task('second', () => buy(2))]);
`;

function call(command, args, { cwd = project, env = {}, code = 0 } = {}) {
  const variables = { ...process.env, NODE_OPTIONS: '', RACEWATCH: '', NO_COLOR: '1', ...env };
  const ended = spawnSync(command, args, { cwd, env: variables, encoding: 'utf8' });
  const shown = `${command} ${args.join(' ')}\n${ended.stdout}\n${ended.stderr}`;
  assert.equal(ended.status, code, shown);
  return ended;
}

function check(name, body) {
  body();
  passed++;
  console.log(`ok ${name}`);
}

function install() {
  mkdirSync(project);
  const packed = call('npm', ['pack', '--silent', '--ignore-scripts', '--pack-destination', folder], {
    cwd: checkout,
  });
  const tarball = join(folder, packed.stdout.trim().split('\n').at(-1));
  writeFileSync(join(project, 'package.json'), '{ "private": true }\n');
  call('npm', ['install', '--silent', '--no-audit', '--no-fund', tarball]);
  writeFileSync(join(project, 'app.cjs'), `const { track, task } = require('racewatch');${RACE}`);
  writeFileSync(join(project, 'app.mjs'), `import { track, task } from 'racewatch';${RACE}await sold;\n`);
}

function isReport(stderr) {
  assert.match(stderr, /WARNING: RACE lost-update on stock\.apples/);
  assert.match(stderr, /^SUMMARY: /m);
}

try {
  install();

  check('the command says its version', () => {
    const { version } = JSON.parse(readFileSync(join(checkout, 'package.json'), 'utf8'));
    assert.equal(call('npx', ['--no-install', 'racewatch', '--version']).stdout, `${version}\n`);
  });

  for (const flag of ['--require', '--import']) {
    for (const app of ['app.cjs', 'app.mjs']) {
      check(`${app} under ${flag} prints a report and ends with 66`, () => {
        isReport(call(node, [flag, 'racewatch/register', app], { code: 66 }).stderr);
      });
    }
  }

  check('both preloads at once are one detector', () => {
    const preloads = ['--require', 'racewatch/register', '--import', 'racewatch/register'];
    const { stderr } = call(node, [...preloads, 'app.mjs'], { code: 66 });
    assert.equal(stderr.match(/WARNING: RACE/g)?.length, 1, stderr);
  });

  check('racewatch run does the same', () => {
    isReport(call('npx', ['--no-install', 'racewatch', 'run', '--', 'app.cjs'], { code: 66 }).stderr);
  });

  check('without the preload the API is harmless', () => {
    for (const app of ['app.cjs', 'app.mjs']) {
      const { stderr, stdout } = call(node, [app]);
      assert.equal(stderr + stdout, '');
    }
  });

  check('a wrong option is one sentence, and the program runs unwatched', () => {
    const env = { RACEWATCH: 'lvel=error' };
    const { stderr } = call(node, ['--require', 'racewatch/register', 'app.cjs'], { env });
    assert.match(stderr, /unknown option "lvel" \(did you mean "level"\?\)/);
    assert.equal(stderr.trim().split('\n').length, 1, stderr);
  });

  check('only the run-time dependencies came along', () => {
    const { stdout } = call('npm', ['ls', '--omit=dev', '--parseable', '--depth=1']);
    for (const name of ['source-map-support', 'stacktrace-parser']) assert.match(stdout, new RegExp(name));
    assert.doesNotMatch(stdout, /vitest|typescript|cls-hooked/);
  });

  console.log(`package: ${passed} passed, 0 failed`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
