// Before a test that is a program of its own: its harness as global scripts, the host object, and at the end of the
// process one line that says how it went.

const { readFileSync, writeSync } = require('node:fs');
const vm = require('node:vm');

const { harness, negative, async } = JSON.parse(process.env.CONFORMANCE_TEST);
const printed = [];
let thrown;

const hidden = (name, value) =>
  Object.defineProperty(globalThis, name, { value, writable: true, configurable: true, enumerable: false });
hidden('print', (line) => printed.push(String(line)));
hidden('$262', {
  global: globalThis,
  gc: globalThis.gc,
  createRealm() {
    const context = vm.createContext({});
    const global = vm.runInContext('this', context);
    global.$262 = { global, evalScript: (text) => vm.runInContext(text, context) };
    return global.$262;
  },
  detachArrayBuffer: (buffer) => void structuredClone(buffer, { transfer: [buffer] }),
  evalScript: (text) => vm.runInThisContext(text),
  agent: {},
});
for (const file of harness) vm.runInThisContext(readFileSync(file, 'utf8'), { filename: file });

process.on('uncaughtException', (error) => {
  thrown ??= { error };
});
// Promises without a handler are part of many tests.
process.on('unhandledRejection', () => {});

// Taken now: tests replace built-ins.
const { String: text } = globalThis;
const describe = () => {
  if (negative) return thrown?.error?.constructor?.name === negative.type ? 'pass' : `no ${negative.type}`;
  if (thrown) return `${thrown.error?.name}: ${thrown.error?.message ?? text(thrown.error)}`;
  if (!async) return 'pass';
  return printed[0] === 'Test262:AsyncTestComplete' ? 'pass' : (printed[0] ?? 'never completed');
};
process.on('exit', () => {
  let verdict = 'unknown';
  try {
    verdict = describe();
  } catch {}
  writeSync(1, `@@${verdict}\n`);
});
