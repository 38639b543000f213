// Programs whose turns have a known order, run under a real driver: `node shapes.cjs DRIVER` prints what came out
// wrong as JSON. Each shape marks turns and says which mark must come before which, and which must not.

const { AsyncLocalStorage, AsyncResource } = require('node:async_hooks');
const { EventEmitter, once, on } = require('node:events');
const fs = require('node:fs');
const net = require('node:net');
const { Readable, Transform } = require('node:stream');
const { pipeline } = require('node:stream/promises');
const { setTimeout: sleep } = require('node:timers/promises');
const util = require('node:util');
const { enterMain, leaveMain, runNested } = require('../../dist/src/core/activations.js');
const { now } = require('../../dist/src/core/now.js');
const { BEFORE, order } = require('../../dist/src/core/order.js');
const { runningTurn } = require('../../dist/src/core/turns.js');
const { installCombinators } = require('../../dist/instrument/async/combinators.js');
const { hooksDriver } = require('../../dist/instrument/async/hooks.js');
const { promiseHooksDriver } = require('../../dist/instrument/async/promise-hooks.js');

const driver = process.argv[2] === 'promise_hooks' ? promiseHooksDriver : hooksDriver;
installCombinators(driver);
driver.start();
enterMain();
process.nextTick(leaveMain);

const shapes = {
  async 'an await is program order'(mark) {
    mark('a');
    await null;
    mark('b');
    return { before: ['a b'] };
  },
  async 'a helper that is awaited comes before what follows'(mark) {
    const helper = async () => {
      await sleep(1);
      mark('helper');
    };
    await helper();
    mark('after');
    return { before: ['helper after'] };
  },
  async 'a helper that is not awaited does not'(mark) {
    const helper = async () => {
      await null;
      mark('helper');
    };
    helper();
    await sleep(3);
    mark('after');
    return { unordered: ['helper after'] };
  },
  async 'every member of Promise.all comes before its result'(mark) {
    await Promise.all([5, 1, 3].map((ms) => sleep(ms).then(() => mark(ms))));
    mark('all');
    return { before: ['5 all', '1 all', '3 all'], unordered: ['1 5', '1 3'] };
  },
  async 'every member of Promise.allSettled comes before its result'(mark) {
    await Promise.allSettled(
      [4, 1].map((ms) =>
        sleep(ms).then(() => {
          mark(ms);
          throw ms;
        }),
      ),
    );
    mark('all');
    return { before: ['4 all', '1 all'] };
  },
  async 'Promise.all rejected early is ordered after the rejecting member only'(mark) {
    const slow = sleep(8).then(() => mark('slow'));
    const quick = sleep(1).then(() => {
      mark('quick');
      throw new Error('early');
    });
    await Promise.all([slow, quick]).catch(() => {});
    mark('caught');
    await sleep(12);
    mark('later');
    return { before: ['quick caught'], unordered: ['slow later'] };
  },
  async 'Promise.race is ordered after the winner only'(mark) {
    const winner = sleep(1).then(() => mark('winner'));
    const loser = sleep(6).then(() => mark('loser'));
    await Promise.race([winner, loser]);
    mark('raced');
    await sleep(10);
    mark('later');
    return { before: ['winner raced'], unordered: ['loser later'] };
  },
  async 'a promise chain used as a lock orders its holders'(mark) {
    let tail = Promise.resolve();
    const locked = (name) => {
      tail = tail.then(async () => {
        await sleep(1);
        mark(name);
      });
      return tail;
    };
    await Promise.all([locked('one'), locked('two'), locked('three')]);
    return { before: ['one two', 'two three'] };
  },
  async 'a queue of resolvers used as a lock orders its holders'(mark) {
    let held = false;
    const waiting = [];
    const acquire = () => {
      if (held) return new Promise((go) => waiting.push(go));
      held = true;
      return undefined;
    };
    const release = () => {
      const next = waiting.shift();
      if (next) next();
      else held = false;
    };
    const holder = async (name) => {
      await acquire();
      await sleep(1);
      mark(name);
      release();
    };
    await Promise.all([holder('one'), holder('two'), holder('three')]);
    return { before: ['one two', 'two three'] };
  },
  async 'an adopted promise comes before who awaits the outer one'(mark) {
    const inner = async () => {
      await sleep(1);
      mark('inner');
    };
    await new Promise((resolve) => resolve(inner()));
    mark('outer');
    return { before: ['inner outer'] };
  },
  async 'a returned promise comes before who awaits the function'(mark) {
    const inner = async () => {
      await sleep(1);
      mark('inner');
    };
    await (async () => inner())();
    mark('outer');
    return { before: ['inner outer'] };
  },
  async 'a thenable comes before who awaits it'(mark) {
    await {
      then: (resolve) =>
        setTimeout(() => {
          mark('thenable');
          resolve();
        }, 1),
    };
    mark('after');
    return { before: ['thenable after'] };
  },
  async 'events.once comes after the emit'(mark) {
    const emitter = new EventEmitter();
    setTimeout(() => {
      mark('emit');
      emitter.emit('go');
    }, 1);
    await once(emitter, 'go');
    mark('after');
    return { before: ['emit after'] };
  },
  async 'for await over events comes after each emit'(mark) {
    const emitter = new EventEmitter();
    setTimeout(() => {
      mark('emit');
      emitter.emit('go', 1);
    }, 1);
    for await (const _ of on(emitter, 'go')) break;
    mark('after');
    return { before: ['emit after'] };
  },
  async 'an async generator is in step with its consumer'(mark) {
    async function* numbers() {
      await sleep(1);
      mark('made');
      yield 1;
      mark('resumed');
    }
    for await (const _ of numbers()) mark('used');
    mark('done');
    return { before: ['made used', 'used resumed', 'resumed done'] };
  },
  async 'stages of a pipeline come before its end'(mark) {
    const stage = new Transform({
      objectMode: true,
      transform(chunk, _encoding, done) {
        setTimeout(() => {
          mark(`chunk${chunk}`);
          done(null, chunk);
        }, 1);
      },
    });
    await pipeline(Readable.from([1, 2]), stage, async (source) => {
      for await (const _ of source);
    });
    mark('end');
    return { before: ['chunk1 chunk2', 'chunk2 end'] };
  },
  async 'a promisified callback comes after its call'(mark) {
    const work = util.promisify((done) =>
      setTimeout(() => {
        mark('work');
        done(null);
      }, 1),
    );
    await work();
    mark('after');
    return { before: ['work after'] };
  },
  async 'a file read comes back after the code that asked for it'(mark) {
    mark('ask');
    await new Promise((resolve) =>
      fs.readFile(__filename, () => {
        mark('read');
        resolve();
      }),
    );
    mark('after');
    return { before: ['ask read', 'read after'] };
  },
  async 'nextTick, queueMicrotask and setImmediate come after the code that queued them'(mark) {
    mark('queue');
    await new Promise((resolve) =>
      process.nextTick(() => {
        mark('tick');
        resolve();
      }),
    );
    await new Promise((resolve) =>
      queueMicrotask(() => {
        mark('microtask');
        resolve();
      }),
    );
    await new Promise((resolve) =>
      setImmediate(() => {
        mark('immediate');
        resolve();
      }),
    );
    mark('end');
    return { before: ['queue tick', 'tick microtask', 'microtask immediate', 'immediate end'] };
  },
  async 'ticks of one interval are in order'(mark) {
    let ticks = 0;
    await new Promise((resolve) => {
      const timer = setInterval(() => {
        mark(`tick${++ticks}`);
        if (ticks === 3) {
          clearInterval(timer);
          resolve();
        }
      }, 1);
    });
    return { before: ['tick1 tick2', 'tick2 tick3'] };
  },
  async 'events of one socket are in order, those of two are not'(mark) {
    const server = net.createServer((socket) => {
      socket.on('data', (data) => {
        for (const letter of String(data)) mark(letter);
        socket.write('k');
      });
    });
    await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address();
    const client = async (letters) => {
      const socket = net.connect(port, '127.0.0.1');
      await once(socket, 'connect');
      for (const letter of letters) {
        socket.write(letter);
        await once(socket, 'data');
      }
      socket.destroy();
    };
    await Promise.all([client('ab'), client('xy')]);
    server.close();
    return { before: ['a b', 'x y'], unordered: ['a y', 'x b'] };
  },
  async 'AsyncResource.bind comes after the binding and before the rest of its caller'(mark) {
    mark('bind');
    const bound = AsyncResource.bind(() => mark('bound'));
    await sleep(1);
    bound();
    mark('rest');
    return { before: ['bind bound', 'bound rest'] };
  },
  async 'a nested task comes before the rest of its caller'(mark) {
    runNested(99, () => mark('inner'));
    mark('rest');
    await null;
    mark('later');
    return { before: ['inner rest', 'inner later'], tasks: { inner: 99, rest: 0, later: 0 } };
  },
  async 'a task goes with everything it causes'(mark) {
    await runNested(7, async () => {
      await sleep(1);
      mark('promise');
      setTimeout(() => mark('timer'), 1);
      new AsyncLocalStorage().run({}, () => mark('run'));
      await sleep(3);
    });
    mark('outside');
    return { tasks: { promise: 7, timer: 7, run: 7, outside: 0 } };
  },
  async 'finally runs in program order'(mark) {
    await sleep(1).finally(() => mark('finally'));
    mark('after');
    return { before: ['finally after'] };
  },
  async 'an error handled by a listener does not upset what follows'(mark) {
    const handler = () => mark('handled');
    process.once('uncaughtException', handler);
    setTimeout(() => {
      mark('thrower');
      throw new Error('for the listener');
    }, 1);
    await sleep(5);
    mark('after');
    return { before: ['thrower handled'], unordered: ['thrower after'] };
  },
};

async function check(name, shape) {
  const marks = new Map();
  const tasks = new Map();
  const mark = (label) => {
    marks.set(String(label), runningTurn());
    tasks.set(String(label), now.task);
  };
  const { before = [], unordered = [], tasks: owners = {} } = await shape(mark);
  const wrong = [];
  const turns = (pair) => pair.split(' ').map((label) => marks.get(label) ?? -1);
  for (const pair of before)
    if (order(...turns(pair)) !== BEFORE) wrong.push(`${name}: ${pair} is not ordered`);
  for (const pair of unordered)
    if (order(...turns(pair)) === BEFORE) wrong.push(`${name}: ${pair} is ordered`);
  for (const [label, task] of Object.entries(owners)) {
    if (tasks.get(label) !== task) wrong.push(`${name}: ${label} belongs to ${tasks.get(label)}`);
  }
  return wrong;
}

async function main() {
  const wrong = [];
  for (const [name, shape] of Object.entries(shapes)) wrong.push(...(await check(name, shape)));
  fs.writeSync(
    1,
    JSON.stringify({ driver: driver.name, shapes: Object.keys(shapes).length, wrong }, null, 1),
  );
}

main();
