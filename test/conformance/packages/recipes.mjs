// How each package is tested by its own authors: where its repository is, the version, what has to be installed and
// built before, and the test command with a reporter that can be compared.

import { fileURLToPath } from 'node:url';

const here = (name) => fileURLToPath(new URL(name, import.meta.url));
const MOCHA = ['node_modules/mocha/bin/mocha.js', '--reporter', here('./mocha-reporter.cjs')];
const NODE_TEST = [
  '--test',
  `--test-reporter=${here('./node-test-reporter.mjs')}`,
  '--test-reporter-destination=stdout',
];
// For test files in TypeScript that rely on ts-node.
const withoutOwnTypes = (major) => (major >= 22 ? ['--no-experimental-strip-types'] : []);

/**
 * `command`: arguments for Node, by its major version. `build`: commands run once, after the installation.
 * `packages`: versions that take the place of the package's own development dependencies.
 * `tap`: the outcome is what the command prints; otherwise a reporter writes it down.
 */
export const recipes = [
  {
    name: 'express',
    repository: 'expressjs/express',
    tag: 'v5.2.1',
    command: () => [...MOCHA, '--require', 'test/support/env', '--check-leaks', 'test/', 'test/acceptance/'],
  },
  {
    name: 'koa',
    repository: 'koajs/koa',
    tag: 'v3.2.0',
    command: () => NODE_TEST,
  },
  {
    name: 'async-mutex',
    repository: 'DirtyHairy/async-mutex',
    tag: 'v0.5.0',
    command: (major) => [...withoutOwnTypes(major), ...MOCHA, 'test/*.ts'],
  },
  {
    name: 'lru-cache',
    repository: 'isaacs/node-lru-cache',
    tag: 'v11.3.6',
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
    tag: 'v9.3.3',
    command: () => ['--import=tsx/esm', ...NODE_TEST, 'test/*.ts'],
  },
  {
    name: 'fastify',
    repository: 'fastify/fastify',
    tag: 'v5.12.1',
    command: () => [...NODE_TEST, '--test-concurrency=1', 'test/*.test.js', 'test/*/*.test.js'],
  },
];
