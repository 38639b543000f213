// The servers that consumers talk to, started on a free port of this machine, where they are installed.

import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const PATIENCE = 60_000;
const RABBIT = '/usr/lib/rabbitmq/bin/rabbitmq-server';

const POSTGRES = newestPostgres();

export interface Server {
  readonly port: number;
  stop(): Promise<void>;
}

export const hasRedis = (process.env.PATH ?? '')
  .split(':')
  .some((folder) => existsSync(join(folder, 'redis-server')));
export const hasRabbit = existsSync(RABBIT);
export const hasPostgres = POSTGRES !== undefined;

/** Redis without a file. */
export function startRedis(): Promise<Server> {
  return start(({ folder, port }) =>
    spawn('redis-server', ['--port', `${port}`, '--bind', '127.0.0.1', '--save', '', '--dir', folder], {
      stdio: 'ignore',
    }),
  );
}

/** RabbitMQ with a folder, a name and a name server of its own. */
export async function startRabbit(): Promise<Server> {
  const [distribution, names] = [await freePort(), await freePort()];
  const server = await start(({ folder, port }) => {
    const config = join(folder, 'rabbit.conf');
    writeFileSync(config, `listeners.tcp.1 = 127.0.0.1:${port}\n`);
    const env = {
      ...process.env,
      HOME: folder,
      RABBITMQ_NODENAME: `racewatch${port}@localhost`,
      RABBITMQ_DIST_PORT: `${distribution}`,
      ERL_EPMD_PORT: `${names}`,
      RABBITMQ_MNESIA_BASE: join(folder, 'data'),
      RABBITMQ_LOG_BASE: join(folder, 'log'),
      RABBITMQ_CONFIG_FILE: config,
      RABBITMQ_ENABLED_PLUGINS_FILE: join(folder, 'plugins'),
      RABBITMQ_PID_FILE: join(folder, 'pid'),
    };
    return spawn(RABBIT, [], { env, stdio: 'ignore', detached: true });
  });
  return {
    port: server.port,
    async stop() {
      await server.stop();
      spawnSync('epmd', ['-port', `${names}`, '-kill']);
    },
  };
}

/** PostgreSQL with a folder of its own, and a user `shop` who needs no password. It refuses to run as root. */
export function startPostgres(): Promise<Server> {
  return start(({ folder, port }) => {
    const who = process.getuid?.() === 0 ? userOf('/var/lib/postgresql') : undefined;
    if (who !== undefined) chownSync(folder, who.uid, who.gid);
    const data = join(folder, 'data');
    const make = spawnSync(
      join(POSTGRES ?? '', 'initdb'),
      ['-D', data, '-U', 'shop', '-A', 'trust', '-N'],
      who,
    );
    if (make.status !== 0) throw new Error(`initdb: ${make.stderr}`);
    const settings = ['-h', '127.0.0.1', '-p', `${port}`, '-k', folder, '-F'];
    return spawn(join(POSTGRES ?? '', 'postgres'), ['-D', data, ...settings], { ...who, stdio: 'ignore' });
  });
}

function newestPostgres(): string | undefined {
  const root = '/usr/lib/postgresql';
  const versions = existsSync(root) ? readdirSync(root).sort((a, b) => Number(b) - Number(a)) : [];
  return versions
    .map((version) => join(root, version, 'bin'))
    .find((bin) => existsSync(join(bin, 'postgres')));
}

function userOf(folder: string): { uid: number; gid: number } {
  const { uid, gid } = statSync(folder);
  return { uid, gid };
}

type Start = (place: { folder: string; port: number }) => ChildProcess;

async function start(launch: Start): Promise<Server> {
  const folder = mkdtempSync(join(tmpdir(), 'racewatch-server-'));
  const port = await freePort();
  const child = launch({ folder, port });
  const ended = new Promise<void>((done) => child.once('exit', () => done()));
  for (const limit = Date.now() + PATIENCE; !(await answers(port)); await sleep(100)) {
    if (Date.now() > limit || child.exitCode !== null)
      throw new Error(`${child.spawnfile} does not listen on ${port}`);
  }
  return {
    port,
    async stop() {
      child.kill();
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function answers(port: number): Promise<boolean> {
  return new Promise((done) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.destroy();
      done(true);
    }).on('error', () => done(false));
  });
}

function freePort(): Promise<number> {
  return new Promise((done) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => done(port));
    });
  });
}
