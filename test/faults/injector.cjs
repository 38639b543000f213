// Preloaded before Racewatch: replaces one function of it, or one of Node's that it calls, by a faulty one. What it is
// told stands in FAULT as JSON; what came of it is written to the file FAULT_RESULT when the process exits.
'use strict';

const { existsSync, writeFileSync } = require('node:fs');
const { join, resolve } = require('node:path');
const { isMainThread, parentPort } = require('node:worker_threads');

const DIST = resolve(__dirname, '../../dist');
const OURS = `${DIST}/`;

/** What a faulty function does instead of its work; `original` runs the work. */
const KINDS = {
  throws: () => () => {
    throw new Error('injected');
  },
  // What is waited for never comes.
  hangs: () => () => new Promise(() => {}),
  'returns nothing': () => () => undefined,
  'returns rubbish': (value) => () => value,
  'throws no error': () => () => {
    throw undefined;
  },
  'throws late': () => (original) => {
    original();
    throw new Error('injected');
  },
};

const { captureStackTrace } = Error;

let fired = 0;

function faulty(original, { kind, from = 1, value, when, code }) {
  const act = KINDS[kind](value);
  let calls = 0;
  const replacement = function (...args) {
    const run = () =>
      new.target ? Reflect.construct(original, args, new.target) : original.apply(this, args);
    if (when !== undefined && !calledBy(when, replacement)) return run();
    if (++calls < from) return run();
    fired++;
    if (code !== undefined) throw Object.assign(new Error(`${code}: injected`), { code });
    return act(run);
  };
  Object.setPrototypeOf(replacement, original);
  if (original.prototype) replacement.prototype = original.prototype;
  return replacement;
}

/** Whether one of the callers is ours and has this in its name or file. */
function calledBy(word, above) {
  const limit = Error.stackTraceLimit;
  const holder = {};
  Error.stackTraceLimit = 12;
  captureStackTrace(holder, above);
  Error.stackTraceLimit = limit;
  const prepare = Error.prepareStackTrace;
  Error.prepareStackTrace = undefined;
  const lines = String(holder.stack).split('\n').slice(1);
  Error.prepareStackTrace = prepare;
  return lines.some((line) => line.includes(OURS) && line.includes(word));
}

/** `src/core/tasks#createTask`, `src/core/shadow#Shadow.prototype.locate`, `node:fs#openSync`. */
function replace(fault) {
  // A module that is told by its file must not run from a bundle.
  if (fault.when?.includes('/')) require(join(DIST, `${fault.when}.js`));
  const [name, path] = fault.target.split('#');
  const keys = path.split('.').map((key) => (key.startsWith('@@') ? Symbol[key.slice(2)] : key));
  const last = keys.pop();
  let holder = name.startsWith('node:')
    ? require(name)
    : name === ''
      ? globalThis
      : require(join(DIST, `${name}.js`));
  for (const key of keys) holder = holder[key];
  const found = Object.getOwnPropertyDescriptor(holder, last);
  if (found === undefined) throw new Error(`${fault.target} is not there`);
  const changed = found.get
    ? { ...found, get: faulty(found.get, fault) }
    : { ...found, value: faulty(found.value, fault) };
  Object.defineProperty(holder, last, changed);
  if (name.startsWith('node:')) require('node:module').syncBuiltinESMExports();
}

const isLoaderThread = !isMainThread && parentPort === null;
if (process.env.FAULT && !isLoaderThread) {
  // What a bundle holds is loaded from its own file first: the bundle takes what it finds loaded.
  const faults = JSON.parse(process.env.FAULT);
  for (const fault of Array.isArray(faults) ? faults : [faults]) replace(fault);
}

const result = process.env.FAULT_RESULT;
if (result && isMainThread && !existsSync(result)) {
  const tell = () => {
    const registry = globalThis[Symbol.for('racewatch.registry')];
    const on = registry?.session?.active === true;
    writeFileSync(result, JSON.stringify({ fired, on }));
  };
  // After the exit handlers of Racewatch.
  process.nextTick(() => process.on('exit', tell));
}
