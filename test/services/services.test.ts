// Services built with the libraries that people use, each in a process of its own under the preload: two requests,
// calls, events or messages that overlap. What races is found between the right tasks, what does not is not reported.

import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROOT, runNode } from '../support/children.ts';
import { hasPostgres, type Server, startPostgres } from '../support/servers.ts';

const preload = join(ROOT, 'dist/instrument/register.js');

let database: Server | undefined;

beforeAll(async () => {
  if (hasPostgres) database = await startPostgres();
}, 120_000);

afterAll(() => database?.stop());

interface Told {
  readonly left: readonly number[];
  readonly found: readonly { pattern: string; level: string; path: string; tasks: readonly string[] }[];
  readonly faults: number;
}

async function story(program: string, args: readonly string[]): Promise<Told> {
  const file = join(__dirname, 'programs', program);
  const env = { RACEWATCH: 'exitcode=0 log_path=/dev/null' };
  const { stdout, stderr } = await runNode(['--require', preload, file, ...args], { env });
  const line = stdout.trim().split('\n').at(-1);
  if (!line?.startsWith('{')) throw new Error(stderr || stdout);
  return JSON.parse(line) as Told;
}

interface Service {
  readonly of: string;
  readonly program: string;
  readonly variant?: string;
  readonly tasks: readonly string[];
  readonly path?: string;
}

const twice = (task: string) => [task, task];

const SERVICES: readonly Service[] = [
  {
    of: 'calls of one connection of @grpc/grpc-js',
    program: 'grpc-calls.cjs',
    tasks: twice('http POST /shop.Shop/Sell'),
  },
  {
    of: 'requests of graphql-yoga',
    program: 'yoga-operations.mjs',
    tasks: twice('http POST /graphql'),
  },
  {
    of: 'operations of one request of graphql-yoga',
    program: 'yoga-operations.mjs',
    variant: 'batch',
    tasks: ['http POST /graphql'],
  },
  { of: 'requests of @apollo/server', program: 'apollo-operations.mjs', tasks: twice('http POST /') },
  {
    of: 'operations of one request of @apollo/server',
    program: 'apollo-operations.mjs',
    variant: 'batch',
    tasks: ['http POST /'],
  },
  { of: 'calls of @trpc/server', program: 'trpc-procedures.mjs', tasks: twice('http POST /sell') },
  {
    of: 'procedures of one batch of @trpc/server',
    program: 'trpc-procedures.mjs',
    variant: 'batch',
    tasks: ['http POST /sell,sell'],
  },
  {
    of: 'requests of @nestjs/core on a provider that they share',
    program: 'nest-providers.cjs',
    path: 'Stock.apples',
    tasks: twice('http POST /shop/sell'),
  },
  {
    of: 'events of one connection of socket.io',
    program: 'socket-io-events.cjs',
    tasks: twice('message socket.io sell'),
  },
  {
    of: 'events of one polling request of socket.io',
    program: 'socket-io-events.cjs',
    variant: 'polling',
    tasks: twice('message socket.io sell'),
  },
  {
    of: 'events of a namespace of socket.io',
    program: 'socket-io-events.cjs',
    variant: 'namespace',
    tasks: twice('message socket.io /admin sell'),
  },
  { of: 'messages of one packet of ws', program: 'ws-messages.mjs', tasks: twice('websocket WS /shop') },
  {
    of: 'compressed messages of one packet of ws',
    program: 'ws-messages.mjs',
    variant: 'compressed',
    tasks: twice('websocket WS /shop'),
  },
];

describe.each(SERVICES.map((service) => [service.of, service] as const))(
  'two %s',
  (_, { program, variant = '', tasks, path = 'stock["apples"]' }) => {
    it('that write back what they read are reported, by their tasks', async () => {
      const told = await story(program, ['race', variant]);
      expect(told.left).toEqual([9, 9]);
      expect(told.found).toEqual([{ pattern: 'lost-update', level: 'error', path, tasks }]);
      expect(told.faults).toBe(0);
    });

    it('that change it in one turn are not reported', async () => {
      const told = await story(program, ['norace', variant]);
      expect(told.left.toSorted()).toEqual([8, 9]);
      expect(told).toMatchObject({ found: [], faults: 0 });
    });
  },
);

describe.skipIf(!hasPostgres).each([
  ['callbacks', 'client'],
  ['callbacks', 'pool'],
  ['promises', 'client'],
  ['promises', 'pool'],
])('two queries to PostgreSQL by pg, with %s of one %s', (style, sharing) => {
  it.each([
    ['are reported, by their requests, where they write back what was read', 'race', 9],
    ['are not reported where they change it in one turn', 'norace', 8],
  ])('%s', async (_, form, left) => {
    const tasks = form === 'race' ? [twice('http POST /sell')] : [];
    const answers = ['paid 1', 'paid 1'];
    expect(await sales(form, style, sharing)).toEqual({ answers, left, tasks, faults: 0 });
  });
});

it.skipIf(!hasPostgres)(
  'callbacks of one connection of pg are of no task without the integration',
  async () => {
    expect(await sales('race', 'callbacks', 'client', 'roots=-consumers')).toMatchObject({
      left: 9,
      tasks: [],
    });
  },
);

async function sales(form: string, style: string, sharing: string, options = ''): Promise<unknown> {
  const args = [join(__dirname, 'programs', 'pg-sales.cjs'), form, style, sharing, `${database?.port}`];
  const env = { RACEWATCH: `exitcode=0 log_path=/dev/null ${options}` };
  const { stdout, stderr } = await runNode(['--require', preload, ...args], { env });
  return JSON.parse(stdout || JSON.stringify(stderr));
}
