// cls-hooked, without importing it: its namespaces all register on process.namespaces, whichever copy or bundle
// they come from. Contexts are roots, runs are tasks. What carries the task of the detector is not here.

import { enter, leave } from '../../src/core/activations.ts';
import { now } from '../../src/core/now.ts';
import { MAIN } from '../../src/core/tasks.ts';
import { CARRIER } from '../async/cls-carrier.ts';
import type { Host } from '../host.ts';
import { type Method, replaceMethod } from '../modules/patch.ts';
import { guarded, isFunction, isReference } from './properties.ts';

interface Namespace {
  readonly name: string;
  active: object | null;
}

/** Where a context was made: what is bound to it goes on from there. */
const origins = new WeakMap<object, { readonly turn: number; readonly task: number }>();

type Registry = Record<string, unknown>;

export function install(host: Host): void {
  if (!host.enabled('cls')) return;
  let registry = observe(host, registered());
  Object.defineProperty(process, 'namespaces', {
    get: () => registry,
    set: (value: unknown) => {
      registry = observe(host, value);
    },
    enumerable: true,
    configurable: true,
  });
}

function registered(): unknown {
  return Reflect.get(process, 'namespaces');
}

/** Sees every namespace that is there and every one that will be put there. */
function observe(host: Host, registry: unknown): unknown {
  if (!isReference(registry)) return registry;
  for (const namespace of Object.values(registry as Registry)) adopt(host, namespace);
  return new Proxy(registry, {
    set(target, name, namespace) {
      adopt(host, namespace);
      return Reflect.set(target, name, namespace);
    },
  });
}

function adopt(host: Host, namespace: unknown): void {
  guarded(host, 'cls-hooked', () => {
    if (!isNamespace(namespace)) return;
    const prototype: unknown = Object.getPrototypeOf(namespace);
    if (!isReference(prototype)) return;
    // One prototype serves all namespaces of one copy of the package.
    replaceMethod(prototype, 'createContext', (original) => contextMaker(host, original));
    for (const name of ['run', 'runPromise']) {
      replaceMethod(prototype, name, (original) => runner(host, original));
    }
    replaceMethod(prototype, 'bind', (original) => binder(host, original));
  });
}

/**
 * Contexts are watched from their making, so that `ns.active`, the argument of `run`, `set`, `get` and the
 * context hung on an error are one object, as the package itself expects when it compares them.
 */
function contextMaker(host: Host, original: Method): Method {
  return function (this: unknown, ...args) {
    let context = Reflect.apply(original, this, args);
    guarded(host, 'cls-hooked context', () => {
      const { name } = this as Namespace;
      if (name !== CARRIER) context = host.root(context, `cls(${JSON.stringify(name)})`);
      if (isReference(context)) origins.set(context, { turn: now.turn, task: now.task });
    });
    return context;
  };
}

/** `runAndReturn` comes here through `run`. */
function runner(host: Host, original: Method): Method {
  return function (this: unknown, ...args) {
    const { name } = this as Namespace;
    if (name === CARRIER || !isFunction(args[0])) return Reflect.apply(original, this, args);
    return host.runTask('cls', String(name), () => Reflect.apply(original, this, args), { join: true });
  };
}

/**
 * A bound function belongs to the task of its context, wherever it is called from: it goes on after the turn in
 * which it was bound. Called outside any task, without one of its own, it is a task as a run would be.
 * `bindEmitter` binds its listeners here at each event.
 */
function binder(host: Host, original: Method): Method {
  return function (this: unknown, ...args) {
    const { name } = this as Namespace;
    const bound = Reflect.apply(original, this, args);
    if (name === CARRIER || !isFunction(bound)) return bound;
    const context = args[1];
    const { turn, task } = (isReference(context) && origins.get(context)) || now;
    return function clsBind(this: unknown, ...values: never[]): unknown {
      const call = () => Reflect.apply(bound, this, values);
      if (task !== MAIN && task !== now.task) return runAfter(turn, task, call);
      return host.runTask('cls', String(name), call, { join: true });
    };
  };
}

function runAfter<T>(turn: number, task: number, call: () => T): T {
  enter(turn, 0, 0, task);
  try {
    return call();
  } finally {
    leave();
  }
}

function isNamespace(value: unknown): value is Namespace {
  return (
    isReference(value) &&
    'active' in value &&
    isFunction(Reflect.get(value, 'run')) &&
    isFunction(Reflect.get(value, 'createContext'))
  );
}
