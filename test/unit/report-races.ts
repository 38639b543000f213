// Realistic races, one per pattern and some awkward ones, for the tests of what is made of them.

import { factsOf, type MessageFacts, messageFor } from '../../src/report/messages.ts';
import {
  type AccessOp,
  type AccessRole,
  type Frame,
  type Race,
  type ReportedAccess,
  type ReportedTask,
  SCHEMA,
} from '../../src/report/model.ts';

export function frame(name: string, file: string, line: number, column: number, async = false): Frame {
  const owner = file.startsWith('node:')
    ? 'node'
    : file.includes('node_modules/')
      ? 'dependency'
      : 'application';
  return { function: name, file, line, column, owner, ...(async ? { async } : {}) };
}

const server = [
  frame('Server.emit', 'node:events', 519, 28),
  frame('parserOnIncoming', 'node:_http_server', 1153, 12),
  frame('HTTPParser.parserOnHeadersComplete', 'node:_http_common', 117, 17),
];

const express = [
  frame('Layer.handleRequest', 'node_modules/express/node_modules/router/lib/layer.js', 152, 17),
  frame('next', 'node_modules/router/lib/route.js', 157, 13),
  frame('Route.dispatch', 'node_modules/router/lib/route.js', 117, 3),
  frame('handle', 'node_modules/router/index.js', 435, 11),
  frame('Layer.handleRequest', 'node_modules/router/lib/layer.js', 152, 17),
  frame('router.handle', 'node_modules/router/index.js', 186, 3),
  frame('app.handle', 'node_modules/express/lib/application.js', 177, 15),
];

const ask = frame('main', 'src/app.ts', 12, 8);

export function task(
  id: number,
  name: string,
  kind = 'http',
  origin: Frame[] = [...server, ask],
): ReportedTask {
  return { id, kind, name, origin };
}

interface Step {
  op: AccessOp;
  task: number;
  turn: number;
  time: number;
  stack: Frame[];
  value?: string | number | boolean | null;
  stackNote?: string;
}

const ROLES: Record<number, AccessRole[]> = {
  2: ['first', 'second'],
  3: ['first', 'intervening', 'second'],
  4: ['first', 'intervening', 'intervening', 'second'],
};

interface Draft extends Pick<Race, 'pattern' | 'level' | 'location' | 'tasks'> {
  steps: Step[];
  extra?: Pick<MessageFacts, 'absent' | 'otherPath'>;
  count?: number;
}

function race({ steps, extra, count = 1, ...rest }: Draft): Race {
  const roles = ROLES[steps.length] ?? [];
  const accesses: ReportedAccess[] = steps.map((step, index) => ({
    role: roles[index] ?? 'second',
    ...step,
  }));
  return {
    schema: SCHEMA,
    fingerprint: '3f9c1d20a7b4e856',
    ...rest,
    message: messageFor(rest.pattern, factsOf({ ...rest, accesses }, extra)),
    accesses,
    count,
    pid: 4711,
    time: '2026-11-23T15:24:14.000Z',
  };
}

const shop = (line: number, column: number, async = false) =>
  frame('buy', 'src/shop.ts', line, column, async);

const lostUpdate = race({
  pattern: 'lost-update',
  level: 'error',
  location: { path: 'app.locals.inventory["sku-1"]', kind: 'map-entry', root: 'express app.locals' },
  tasks: [task(7, 'POST /buy'), task(8, 'POST /buy')],
  steps: [
    { op: 'read', task: 7, turn: 812, time: 12.31, value: 10, stack: [shop(31, 25), ...express, ...server] },
    { op: 'write', task: 8, turn: 830, time: 14.02, value: 9, stack: [shop(33, 12, true)] },
    { op: 'write', task: 7, turn: 845, time: 15.13, value: 9, stack: [shop(33, 12, true)] },
  ],
  count: 214,
});

const checkThenAct = race({
  pattern: 'check-then-act',
  level: 'error',
  location: { path: 'orderService.stock', kind: 'property', root: 'orderService' },
  tasks: [task(3, 'POST /orders'), task(4, 'DELETE /stock')],
  steps: [
    {
      op: 'read',
      task: 3,
      turn: 91,
      time: 1204.5,
      value: 1,
      stack: [frame('inStock', 'src/check.ts', 8, 15), frame('OrderService.order', 'src/orders.ts', 22, 14)],
    },
    {
      op: 'write',
      task: 4,
      turn: 97,
      time: 1209.9,
      value: 0,
      stack: [frame('clearStock', 'src/admin.ts', 40, 9)],
    },
    {
      op: 'update',
      task: 3,
      turn: 140,
      time: 1322.8,
      value: -1,
      stack: [frame('OrderService.order', 'src/orders.ts', 27, 5, true)],
    },
  ],
});

const stampede = race({
  pattern: 'check-then-act',
  level: 'warning',
  location: { path: 'cache["user:17"]', kind: 'map-entry', root: 'cache' },
  tasks: [task(21, 'GET /users/17'), task(22, 'GET /users/17')],
  steps: [
    { op: 'read', task: 21, turn: 300, time: 88.1, stack: [frame('loadUser', 'src/users.ts', 14, 8)] },
    {
      op: 'write',
      task: 22,
      turn: 333,
      time: 97.4,
      stack: [frame('loadUser', 'src/users.ts', 16, 11, true)],
    },
    {
      op: 'write',
      task: 21,
      turn: 334,
      time: 97.4,
      stack: [frame('loadUser', 'src/users.ts', 16, 11, true)],
    },
  ],
});

const overwritten = race({
  pattern: 'overwritten',
  level: 'error',
  location: { path: 'app.settings.currentUser', kind: 'property', root: 'express app.settings' },
  tasks: [task(5, 'GET /account?user=ann'), task(6, 'GET /account?user=bob')],
  steps: [
    {
      op: 'write',
      task: 5,
      turn: 61,
      time: 40,
      value: 'ann',
      stack: [frame('login', 'src/auth.ts', 9, 7), ...express],
    },
    {
      op: 'write',
      task: 6,
      turn: 66,
      time: 40.7,
      value: 'bob',
      stack: [frame('login', 'src/auth.ts', 9, 7), ...express],
    },
    {
      op: 'read',
      task: 5,
      turn: 80,
      time: 52.2,
      value: 'bob',
      stack: [frame('<anonymous>', 'src/account.ts', 18, 30, true)],
    },
  ],
});

const checkThenUse = race({
  pattern: 'check-then-use',
  level: 'error',
  location: { path: 'session.user', kind: 'property', root: 'session' },
  tasks: [task(11, 'GET /profile'), task(12, 'POST /logout')],
  steps: [
    { op: 'read', task: 11, turn: 410, time: 200, stack: [frame('profile', 'src/profile.ts', 5, 15)] },
    { op: 'delete', task: 12, turn: 415, time: 203.5, stack: [frame('logout', 'src/logout.ts', 12, 10)] },
    {
      op: 'read',
      task: 11,
      turn: 430,
      time: 209.2,
      stack: [frame('profile', 'src/profile.ts', 8, 25, true)],
    },
  ],
});

const unrepeatableRead = race({
  pattern: 'unrepeatable-read',
  level: 'notice',
  location: { path: 'config.rate', kind: 'property', root: 'config' },
  tasks: [
    task(2, 'GET /price'),
    task(1, 'interval 1000 ms', 'interval', [frame('watchRates', 'src/rates.ts', 30, 3)]),
  ],
  steps: [
    {
      op: 'read',
      task: 2,
      turn: 50,
      time: 3000.1,
      value: 1.08,
      stack: [frame('price', 'src/price.ts', 10, 20)],
    },
    {
      op: 'write',
      task: 1,
      turn: 52,
      time: 3000.4,
      value: 1.09,
      stack: [frame('refresh', 'src/rates.ts', 22, 17, true)],
    },
    {
      op: 'read',
      task: 2,
      turn: 57,
      time: 3004.9,
      value: 1.09,
      stack: [frame('price', 'src/price.ts', 14, 31, true)],
    },
  ],
});

const dirtyRead = race({
  pattern: 'dirty-read',
  level: 'error',
  location: { path: 'app.context.routes', kind: 'structure', root: 'koa app.context' },
  tasks: [
    task(31, 'reload routes', 'task', [frame('reloadLater', 'src/routes.ts', 60, 5)]),
    task(32, 'GET /a'),
  ],
  steps: [
    { op: 'delete', task: 31, turn: 700, time: 91.2, stack: [frame('reload', 'src/routes.ts', 41, 10)] },
    {
      op: 'read',
      task: 32,
      turn: 702,
      time: 91.9,
      stack: [frame('match', 'src/routes.ts', 12, 24), ...server],
    },
    { op: 'write', task: 31, turn: 709, time: 96, stack: [frame('reload', 'src/routes.ts', 44, 12, true)] },
  ],
});

const tornRead = race({
  pattern: 'torn-read',
  level: 'warning',
  location: { path: 'bank.savings', kind: 'property', root: 'bank' },
  tasks: [task(14, 'GET /total'), task(15, 'POST /transfer')],
  steps: [
    { op: 'read', task: 14, turn: 20, time: 7.1, value: 100, stack: [frame('total', 'src/bank.ts', 50, 22)] },
    {
      op: 'write',
      task: 15,
      turn: 21,
      time: 7.12,
      value: 60,
      stack: [frame('transfer', 'src/bank.ts', 31, 12)],
    },
    {
      op: 'write',
      task: 15,
      turn: 21,
      time: 7.121,
      value: 40,
      stack: [frame('transfer', 'src/bank.ts', 32, 12)],
    },
    {
      op: 'read',
      task: 14,
      turn: 29,
      time: 9,
      value: 40,
      stack: [frame('total', 'src/bank.ts', 52, 22, true)],
    },
  ],
});

const mutation = race({
  pattern: 'mutation-during-iteration',
  level: 'error',
  location: { path: 'ctx.server.activeConn', kind: 'structure', root: 'cls-hooked search' },
  tasks: [task(902, 'GET /search?q=race')],
  steps: [
    {
      op: 'iterate',
      task: 902,
      turn: 20411,
      time: 5012.7,
      stack: [
        frame('serialise', 'src/slow-logger.ts', 48, 32),
        frame('SlowLogger.error', 'src/slow-logger.ts', 21, 10),
        frame('search', 'src/search-service.ts', 77, 18, true),
        frame('process.processTicksAndRejections', 'node:internal/process/task_queues', 95, 5),
      ],
    },
    {
      op: 'write',
      task: 0,
      turn: 20418,
      time: 5013.3,
      stack: [
        frame('Socket.<anonymous>', 'src/server.ts', 34, 16),
        frame('Socket.emit', 'node:events', 531, 35),
        frame('TCP.<anonymous>', 'node:net', 350, 12),
      ],
    },
    {
      op: 'iterate',
      task: 902,
      turn: 20430,
      time: 5018.1,
      stack: [frame('serialise', 'src/slow-logger.ts', 48, 32, true)],
    },
  ],
  count: 12,
});

const unsafePublication = race({
  pattern: 'unsafe-publication',
  level: 'warning',
  location: { path: 'rooms["lobby"].members', kind: 'property', root: 'rooms' },
  tasks: [task(41, 'join lobby', 'websocket message'), task(42, 'say hello', 'websocket message')],
  steps: [
    { op: 'write', task: 41, turn: 88, time: 610, stack: [frame('openRoom', 'src/rooms.ts', 15, 9)] },
    { op: 'read', task: 42, turn: 90, time: 610.8, stack: [frame('broadcast', 'src/rooms.ts', 33, 31)] },
    {
      op: 'write',
      task: 41,
      turn: 99,
      time: 622.4,
      stack: [frame('openRoom', 'src/rooms.ts', 18, 16, true)],
    },
  ],
});

const strands = race({
  pattern: 'lost-update',
  level: 'error',
  location: { path: 'report.total', kind: 'property', root: 'report' },
  tasks: [task(9, 'sum all', 'task', [])],
  steps: [
    {
      op: 'read',
      task: 9,
      turn: 30,
      time: 3,
      value: 0,
      stack: [],
      stackNote: 'its stack is no longer remembered; a larger history_size keeps more',
    },
    {
      op: 'write',
      task: 9,
      turn: 33,
      time: 4,
      value: 5,
      stack: [frame('addPrice', 'src/sum.ts', 6, 16, true)],
    },
    { op: 'write', task: 9, turn: 34, time: 4.5, value: 7, stack: [] },
  ],
});

const hostile = race({
  pattern: 'lost-update',
  level: 'error',
  location: { path: 'users["\u001b[2J\u202egnp.exe\n"].api_key', kind: 'property', root: 'users' },
  tasks: [
    task(1, 'GET /\u001b]0;owned\u0007\r\nSUMMARY: all is well', 'http', []),
    task(2, 'GET /\u2028', 'http', []),
  ],
  steps: [
    {
      op: 'read',
      task: 1,
      turn: 1,
      time: 1,
      value: '\u009b31mred',
      stack: [frame('a\u001b[0m', 'src/\u0007a.js', 1, 1)],
    },
    { op: 'write', task: 2, turn: 2, time: 2, value: '***', stack: [frame('b', 'src/b.js', 2, 2)] },
    { op: 'write', task: 1, turn: 3, time: 3, value: null, stack: [], stackNote: 'gone\n==================' },
  ],
});

const forgotten = race({
  pattern: 'overwritten',
  level: 'error',
  location: { path: 'server.last', kind: 'property', root: 'server' },
  tasks: [task(3, 'connection', 'connection', []), task(2, '', 'unknown', []), task(0, 'main', 'main', [])],
  steps: [
    { op: 'write', task: 3, turn: 5, time: 1, value: 1, stack: [frame('greet', 'src/a.ts', 1, 1)] },
    { op: 'write', task: 2, turn: 6, time: 2, value: 2, stack: [frame('greet', 'src/a.ts', 1, 1)] },
    { op: 'read', task: 3, turn: 7, time: 3, value: 2, stack: [frame('greet', 'src/a.ts', 9, 1)] },
  ],
});

export const RACES: Record<string, Race> = {
  'lost-update': lostUpdate,
  'check-then-act': checkThenAct,
  'check-then-act-stampede': stampede,
  overwritten,
  'check-then-use': checkThenUse,
  'unrepeatable-read': unrepeatableRead,
  'dirty-read': dirtyRead,
  'torn-read': tornRead,
  'mutation-during-iteration': mutation,
  'unsafe-publication': unsafePublication,
  'two-strands-and-missing-stacks': strands,
  'hostile-names': hostile,
  'forgotten-task': forgotten,
};

/** Three lines of source and a caret, for the one file that has a source. */
export function codeFrame(at: Frame): string | undefined {
  if (at.file !== 'src/shop.ts') return undefined;
  const source = [
    'async function buy(sku: string) {',
    '\tconst left = inventory.get(sku);',
    '\tawait pay(sku);',
    '\tinventory.set(sku, left - 1);',
    '}',
  ];
  const numbered = source.map((text, index) => ({ line: index + 30, text }));
  return numbered
    .filter(({ line }) => Math.abs(line - at.line) <= 1)
    .flatMap(({ line, text }) => {
      if (line !== at.line) return [`  ${line} | ${text}`];
      return [`> ${line} | ${text}`, `     | ${' '.repeat(at.column)}^`];
    })
    .join('\n');
}
