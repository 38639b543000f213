// How each package is tested by its own authors: where its repository is, the version, what has to be installed and
// built before, and the test command with a reporter that can be compared.

import { fileURLToPath } from 'node:url';

const here = (name) => fileURLToPath(new URL(name, import.meta.url));
// Time is not what is compared here.
const PATIENTLY = ['--timeout', '60000'];
const MOCHA = ['node_modules/mocha/bin/mocha.js', '--reporter', here('./mocha-reporter.cjs'), ...PATIENTLY];
const NODE_TEST = [
  '--test',
  `--test-reporter=${here('./node-test-reporter.mjs')}`,
  '--test-reporter-destination=stdout',
];
const VITEST = [
  '--import=tsx',
  'node_modules/vitest/vitest.mjs',
  'run',
  '--pool=forks',
  // Node loads the modules, not Vite.
  '--experimental.viteModuleRunner=false',
  '--execArgv=--import=tsx',
  '--reporter=tap-flat',
];
// For test files in TypeScript that rely on ts-node.
const withoutOwnTypes = (major) => (major >= 22 ? ['--no-experimental-strip-types'] : []);

/**
 * `at`: a tag or a commit. `folder`: where the package lies in its repository.
 * `command`: arguments for Node, by its major version. `build`: commands run once, after the installation.
 * `packages`: versions that take the place of the package's own development dependencies; `only`: no others than these.
 * `tap`: the outcome is what the command prints; otherwise a reporter writes it down.
 */
export const recipes = [
  {
    name: 'express',
    repository: 'expressjs/express',
    at: 'v5.2.1',
    command: () => [...MOCHA, '--require', 'test/support/env', '--check-leaks', 'test/', 'test/acceptance/'],
  },
  {
    name: 'koa',
    repository: 'koajs/koa',
    at: 'v3.2.0',
    command: () => NODE_TEST,
  },
  {
    name: 'async-mutex',
    repository: 'DirtyHairy/async-mutex',
    at: 'v0.5.0',
    command: (major) => [...withoutOwnTypes(major), ...MOCHA, 'test/*.ts'],
  },
  {
    name: 'lru-cache',
    repository: 'isaacs/node-lru-cache',
    at: 'v11.3.6',
    // Its own choice of tap and the plugin it loads on first use do not go together any more.
    packages: { tap: '21.8.0', '@tapjs/clock': '3.3.12', '@types/node': '^24' },
    build: [['npx', 'tshy']],
    command: () => [
      'node_modules/tap/dist/esm/run.mjs',
      '--reporter=tap',
      '--disable-coverage',
      '--allow-empty-coverage',
      '--jobs=1',
      // One of them takes heap snapshots until a time is over.
      '--timeout=300',
    ],
    tap: true,
  },
  {
    name: 'p-queue',
    repository: 'sindresorhus/p-queue',
    at: 'v9.3.3',
    command: () => ['--import=tsx/esm', ...NODE_TEST, 'test/*.ts'],
  },
  {
    name: 'fastify',
    repository: 'fastify/fastify',
    at: 'v5.12.1',
    command: () => [...NODE_TEST, '--test-concurrency=1', 'test/*.test.js', 'test/*/*.test.js'],
  },
  {
    name: 'body-parser',
    repository: 'expressjs/body-parser',
    at: 'b1f3d588c5dca4b3a4ca7d5d3765c9129118926a',
    command: () => [...MOCHA, '--check-leaks', 'test/'],
  },
  {
    name: 'ws',
    repository: 'websockets/ws',
    at: 'a2f4e7c046c2112bbce6fef39a083dac77d6f0d2',
    // Of the version it asks for, the program has another name.
    packages: { mocha: '^10.8.0', bufferutil: '^4.0.1', 'utf-8-validate': '^6.0.0' },
    // A test that fails leaves its server open.
    command: () => [...MOCHA, '--exit', '--throw-deprecation', 'test/*.test.js'],
  },
  {
    name: 'commander',
    repository: 'tj/commander.js',
    at: 'v15.0.0',
    command: () => NODE_TEST,
  },
  {
    name: 'socket.io',
    repository: 'socketio/socket.io',
    at: 'd2d753fed4435015c2d83fe62e676b44e07fa3f7',
    folder: 'packages/socket.io',
    packages: {
      '@types/node': '^24.13.2',
      'expect.js': '^0.3.1',
      express: '^4.19.2',
      mocha: '^10.6.0',
      'socket.io-client': '^4.8.3',
      'socket.io-client-v2': 'npm:socket.io-client@^2.5.0',
      superagent: '^9.0.2',
      supertest: '^7.0.0',
      tsx: '~4.20.6',
      typescript: '^5.9.0',
    },
    build: [
      // What it tests is in no registry.
      ['sed', '-i', '/uws/d', 'test/index.ts'],
      ['npx', 'tsc', '--noCheck'],
    ],
    command: () => ['--import=tsx', ...MOCHA, '--exit', 'test/index.ts'],
  },
  {
    name: 'keyv',
    repository: 'jaredwray/keyv',
    at: '90109616a94f6774c172c5f457b2195d5801d508',
    folder: 'core/keyv',
    packages: {
      '@faker-js/faker': '^10.5.0',
      'happy-dom': '^20.11.1',
      'keyv-anyredis': '^3.3.0',
      'keyv-file': '^5.3.5',
      'lru.min': '^1.1.4',
      'quick-lru': '^7.0.0',
      timekeeper: '^2.3.1',
      tsx: '~4.20.6',
      vitest: '~4.1.10',
    },
    command: () => VITEST,
    tap: true,
  },
  {
    name: 'lodash',
    repository: 'lodash/lodash',
    at: '9429a4ee03056e5b7be9a85a54571d7630f05983',
    // The tests look for what browsers bring, and make do without.
    packages: { qunitjs: '^2.4.1', 'qunit-extras': '^3.0.0' },
    only: ['qunitjs', 'qunit-extras', 'lodash'],
    command: () => ['--require', here('./qunit-reporter.cjs'), 'test/test.js'],
  },
  {
    name: 'chai',
    repository: 'chaijs/chai',
    at: '099f48a326f0d77a0e4e9a34d7050b4217dd62d1',
    build: [['npm', 'run', 'build']],
    command: () => [...MOCHA, '--require', './test/bootstrap/index.js', 'test/*.js'],
  },
  {
    name: 'immer',
    repository: 'immerjs/immer',
    at: '061c2425e1c9dff89e4e4189d42af1b7839dfe0a',
    packages: { vitest: '~4.1.10', tsx: '~4.20.6', immutable: '^3.8.2', lodash: '^4.17.4', redux: '^4.0.5' },
    only: ['vitest', 'tsx', 'immutable', 'lodash', 'redux'],
    command: () => VITEST,
    tap: true,
  },
];
