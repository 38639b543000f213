import { AsyncLocalStorage } from 'node:async_hooks';
import { channel } from 'node:diagnostics_channel';
import { setImmediate as tick } from 'node:timers/promises';
import { beforeEach, describe, expect, it } from 'vitest';
import { install } from '../../instrument/roots/async-storage.ts';
import { isWatched, unwrap } from '../../src/membrane/watch.ts';
import { RecordingHost } from './recording-host.ts';

const { run } = AsyncLocalStorage.prototype;
const host = new RecordingHost();
install(host);

class Context {
  user = 'Ann';
}

class Counting extends AsyncLocalStorage<object> {
  runs = 0;

  override run(store: object, fn: (...args: never[]) => unknown, ...args: unknown[]): never {
    this.runs++;
    return super.run(store, fn as () => never, ...(args as []));
  }
}

beforeEach(() => host.clear());

describe('stores', () => {
  const stores: [string, object][] = [
    ['a plain object', { a: 1 }],
    ['a Map', new Map()],
    ['a Set', new Set()],
    ['an array', [1]],
    ['an instance of a class', new Context()],
  ];

  it.each(stores)('hands out %s watched', (_name, store) => {
    const als = new AsyncLocalStorage<object>();
    als.run(store, () => {
      expect(isWatched(als.getStore())).toBe(true);
      expect(unwrap(als.getStore())).toBe(store);
    });
    expect(host.watched).toEqual(['AsyncLocalStorage store']);
  });

  it.each([1, 'id', true, null, undefined, Symbol.iterator])('leaves %s alone', (store) => {
    const als = new AsyncLocalStorage<unknown>();
    expect(als.run(store, () => als.getStore())).toBe(store);
    expect(host.watched).toEqual([]);
  });

  it('keeps one identity over awaits, nested runs and exits', async () => {
    const als = new AsyncLocalStorage<object>();
    const store = {};
    await als.run(store, async () => {
      const first = als.getStore();
      await tick();
      expect(als.getStore()).toBe(first);
      expect(als.run({}, () => als.getStore())).not.toBe(first);
      expect(als.run(store, () => als.getStore())).toBe(first);
      expect(als.exit(() => als.getStore())).toBeUndefined();
      expect(als.getStore()).toBe(first);
    });
    expect(als.getStore()).toBeUndefined();
  });

  it('watches what is entered', () => {
    const als = new AsyncLocalStorage<object>();
    als.run({}, () => {
      als.enterWith(new Map());
      expect(isWatched(als.getStore())).toBe(true);
    });
  });

  it('bind and snapshot bring the watched store', () => {
    const als = new AsyncLocalStorage<object>();
    const [bound, snapshot] = als.run({ a: 1 }, () => [
      AsyncLocalStorage.bind(() => als.getStore()),
      AsyncLocalStorage.snapshot(),
    ]);
    expect(isWatched(bound())).toBe(true);
    expect(isWatched(snapshot(() => als.getStore()))).toBe(true);
  });

  it('watches a store that a channel runs for the application', () => {
    const als = new AsyncLocalStorage<object>();
    const bound = channel('test:async-storage');
    bound.bindStore(als, () => ({ a: 1 }));
    expect(bound.runStores({}, () => isWatched(als.getStore()))).toBe(true);
  });

  it('works with a subclass that overrides run', () => {
    const als = new Counting();
    expect(als.run({}, () => isWatched(als.getStore()))).toBe(true);
    expect(als.runs).toBe(1);
  });

  const naming = new AsyncLocalStorage({ name: 'session' } as never) as AsyncLocalStorage<object> & {
    name?: string;
  };
  it.runIf(naming.name === 'session')('carries the name of the storage', () => {
    naming.run({}, () => {});
    expect(host.watched).toEqual(['session']);
  });

  it.runIf(naming.name === 'session')('watches a default value', () => {
    const als = new AsyncLocalStorage<object>({ defaultValue: { shared: [] } } as never);
    expect(isWatched(als.getStore())).toBe(true);
    expect(als.getStore()).toBe(als.getStore());
  });

  it.runIf('withScope' in AsyncLocalStorage.prototype)('watches the store of a scope', () => {
    const als = new AsyncLocalStorage<object>();
    const scope = Reflect.get(als, 'withScope').call(als, {}) as { dispose(): void };
    expect(isWatched(als.getStore())).toBe(true);
    scope.dispose();
    expect(als.getStore()).toBeUndefined();
  });
});

describe('tasks', () => {
  it('starts one for a run outside any task, named after the function', () => {
    const als = new AsyncLocalStorage<object>();
    als.run({}, function handleJob() {});
    expect(host.started).toEqual(['als handleJob']);
  });

  it('names the task of an anonymous function after its place', () => {
    new AsyncLocalStorage<object>().run({}, () => {});
    expect(host.started).toEqual([expect.stringMatching(/^als async-storage\.test\.ts:\d+$/)]);
  });

  it('joins the task of a request', () => {
    const als = new AsyncLocalStorage<object>();
    host.runTask('http', 'GET /', () => als.run({}, function inRequest() {}));
    expect(host.started).toEqual(['http GET /']);
    expect(host.joined).toEqual(['als inRequest']);
  });

  it('starts none for an exit', () => {
    const als = new AsyncLocalStorage<object>();
    als.exit(() => {});
    expect(host.started).toEqual([]);
  });

  it('starts one for a primitive store', () => {
    new AsyncLocalStorage<number>().run(7, function numbered() {});
    expect(host.started).toEqual(['als numbered']);
  });
});

describe('the patched methods', () => {
  it('pass arguments and results on', () => {
    const als = new AsyncLocalStorage<object>();
    expect(als.run({}, (a: number, b: number) => a + b, 2, 3)).toBe(5);
    expect(() =>
      als.run({}, () => {
        throw new Error('theirs');
      }),
    ).toThrow('theirs');
  });

  it('keep their name and length', () => {
    const patched = AsyncLocalStorage.prototype.run;
    expect(patched).not.toBe(run);
    expect([patched.name, patched.length]).toEqual([run.name, run.length]);
  });

  it('go on with the raw store when watching fails', () => {
    const als = new AsyncLocalStorage<object>();
    const root = host.root;
    host.root = () => {
      throw new Error('ours');
    };
    try {
      const store = {};
      expect(als.run(store, () => als.getStore())).toBe(store);
      expect(host.faults).not.toEqual([]);
    } finally {
      host.root = root;
    }
  });
});
