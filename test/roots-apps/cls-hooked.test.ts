import { EventEmitter } from 'node:events';
import { createServer } from 'node:http';
import { setImmediate as tick } from 'node:timers/promises';
import { beforeEach, describe, expect, it } from 'vitest';
import { createClsCarrier } from '../../instrument/async/cls-carrier.ts';
import { install } from '../../instrument/roots/cls-hooked.ts';
import { isWatched, unwrap } from '../../src/membrane/watch.ts';
import { loadCopy } from './copies.ts';
import { RecordingHost } from './recording-host.ts';

type Cls = typeof import('cls-hooked');
type Namespace = import('cls-hooked').Namespace;

const before = loadCopy('cls-hooked') as Cls;
const early = before.createNamespace('early');
const host = new RecordingHost();
install(host);
const late = before.createNamespace('late');

beforeEach(() => host.clear());

const copies: [string, () => Namespace][] = [
  ['made before us', () => early],
  ['made after us', () => late],
  ['of a copy loaded after us', () => (loadCopy('cls-hooked') as Cls).createNamespace('copy')],
];

describe.each(copies)('a namespace %s', (_name, make) => {
  const ns = make();
  const root = `cls("${Reflect.get(ns, 'name')}")`;

  it('hands out its context watched, the same everywhere', () => {
    const returned = ns.run((context) => {
      expect(isWatched(context)).toBe(true);
      expect(ns.active).toBe(context);
    });
    expect(isWatched(returned)).toBe(true);
    expect(host.watched).toEqual([root]);
    expect(host.faults).toEqual([]);
  });

  it('sets raw values and gets them watched', () => {
    const session = { user: 'Ann' };
    ns.run(() => {
      expect(ns.set('session', session)).toBe(session);
      expect(isWatched(ns.get('session'))).toBe(true);
      expect(ns.get('session')).toBe(ns.get('session'));
      expect(unwrap(ns.get('session'))).toBe(session);
      expect(unwrap(ns.active).session).toBe(session);
    });
  });

  it('inherits in nested runs without writing to the outer context', () => {
    ns.run(() => {
      ns.set('shared', { n: 1 }).n = 2;
      ns.set('depth', 1);
      ns.run((inner) => {
        expect(ns.get('depth')).toBe(1);
        expect(ns.get('shared').n).toBe(2);
        ns.set('depth', 2);
        expect(Object.hasOwn(inner, 'depth')).toBe(true);
        expect(Object.hasOwn(inner, 'shared')).toBe(false);
        ns.run(() => expect(ns.get('depth')).toBe(2));
      });
      expect(ns.get('depth')).toBe(1);
    });
    expect(ns.get('depth')).toBeUndefined();
  });

  it('keeps the context over awaits and in overlapping runs', async () => {
    const work = (n: number) =>
      ns.runAndReturn(async () => {
        ns.set('n', { n });
        await tick();
        await Promise.resolve();
        return ns.get('n').n;
      });
    expect(await Promise.all([work(1), work(2)])).toEqual([1, 2]);
  });

  it('starts one task for each run outside any', async () => {
    const name = Reflect.get(ns, 'name');
    ns.run(() => {});
    ns.runAndReturn(() => 1);
    await ns.runPromise(async () => {});
    expect(host.started).toEqual([`cls ${name}`, `cls ${name}`, `cls ${name}`]);
  });

  it('joins the task of a request', () => {
    host.runTask('http', 'GET /', () => ns.run(() => {}));
    expect(host.started).toEqual(['http GET /']);
    expect(host.joined).toEqual([`cls ${Reflect.get(ns, 'name')}`]);
  });

  it('passes results and errors on, with the context on the error', async () => {
    expect(ns.runAndReturn(() => 5)).toBe(5);
    expect(await ns.runPromise(() => Promise.resolve(6))).toBe(6);
    const failure = new Error('theirs');
    let active: unknown;
    const fail = () =>
      ns.run(() => {
        active = ns.active;
        throw failure;
      });
    expect(fail).toThrow(failure);
    expect(Reflect.get(ns, 'fromException').call(ns, failure)).toBe(active);
  });

  it('binds functions and emitters', () => {
    const emitter = new EventEmitter();
    const seen: unknown[] = [];
    const bound = ns.runAndReturn(() => {
      ns.set('who', { name: 'Ann' });
      ns.bindEmitter(emitter);
      emitter.on('event', () => seen.push(ns.get('who').name));
      return ns.bind((greeting: string) => `${greeting} ${ns.get('who').name}`);
    });
    host.clear();
    expect(bound('hello')).toBe('hello Ann');
    expect(host.started).toEqual([`cls ${Reflect.get(ns, 'name')}`]);
    emitter.emit('event');
    expect(seen).toEqual(['Ann']);
  });

  it('lets a logger walk the whole context: servers raw, the rest watched', () => {
    const server = createServer();
    ns.run((context) => {
      ns.set('server', server);
      ns.set('tags', ['a']);
      expect(ns.get('server')).toBe(server);
      const seen = Object.keys(context).filter((key) => isWatched(context[key]));
      expect(seen).toEqual(['tags']);
    });
  });
});

describe('the registry of namespaces', () => {
  it('serves the package as before', () => {
    const cls = loadCopy('cls-hooked') as Cls;
    const ns = cls.createNamespace('registered');
    expect(cls.getNamespace('registered')).toBe(ns);
    expect(Object.keys(Reflect.get(process, 'namespaces'))).toEqual(['registered']);
    cls.reset();
    expect(cls.getNamespace('registered')).toBeUndefined();
    cls.createNamespace('second');
    cls.destroyNamespace('second');
    expect(cls.getNamespace('second')).toBeNull();
  });
});

describe('the carrier of the task', () => {
  it('carries a task through awaits and timers, each activation its own, and is no root', async () => {
    const carrier = createClsCarrier();
    const work = async (task: number) => {
      await tick();
      carrier.enter(task);
      const seen = [carrier.current()];
      await tick();
      seen.push(carrier.current());
      await new Promise((resolve) => setTimeout(resolve, 1));
      return [...seen, carrier.current()];
    };
    expect(await Promise.all([work(1), work(2)])).toEqual([
      [1, 1, 1],
      [2, 2, 2],
    ]);
    expect(carrier.current()).toBe(0);
    expect(host.watched).toEqual([]);
  });
});
