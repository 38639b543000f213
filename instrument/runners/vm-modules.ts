// Modules that a host compiles by node:vm into realms of its own: CommonJS as a function of `module`, `exports` and
// `require`, and ES modules. They are instrumented as their text is compiled, after whatever the host has made of it.

import { isAbsolute } from 'node:path';
import vm from 'node:vm';
import type { Texts } from '../modules/commonjs.ts';
import { replaceMethod } from '../modules/patch.ts';
import { makeReady, type RealmGlobal } from './realm.ts';

type Fields = Readonly<Record<string, unknown>>;
type Constructor = new (...args: unknown[]) => object;

/** A script that is one function, wrapped as an expression: `({"name":function(module,exports,…){` TEXT `}});`. */
const WRAPPER = /^\(\{"[^"\\]*":function\(([\w$, ]*)\)\{/;
const WRAPPER_END = '\n}});';
const OF_MODULES = ['module', 'exports', 'require'];

const seen = new WeakSet<object>();
/** What was compiled from instrumented text. */
const instrumentedScripts = new WeakSet<object>();
/** What stands before the text in wrapped scripts, in characters, by file name. */
const wrapped = new Map<string, number>();

/** @returns 0 for a script without a wrapper */
export function wrapperOf(script: string): number {
  return wrapped.get(script) ?? 0;
}

/** Makes the realm of a context ready. @param context as `node:vm` names it; undefined for the realm of the caller */
export function makeContextReady(context: unknown): void {
  if (typeof context !== 'object' || context === null || seen.has(context)) return;
  seen.add(context);
  makeReady(vm.runInContext('globalThis', context as vm.Context) as RealmGlobal);
}

/** Instruments the modules that node:vm compiles from now on. Called once. */
export function instrumentVmModules(texts: Texts): void {
  const holder = vm as unknown as Record<string, unknown>;
  const compile = vm.compileFunction as (...args: unknown[]) => unknown;
  holder.compileFunction = new Proxy(compile, {
    apply: (target, self, args: unknown[]) => Reflect.apply(target, self, functionArguments(args, texts)),
  });
  // Which realm a script is for is only known when it runs.
  replaceMethod(vm.Script.prototype, 'runInContext', (original) => {
    return {
      runInContext(this: unknown, ...args: unknown[]): unknown {
        if (instrumentedScripts.has(this as object)) makeContextReady(args[0]);
        return Reflect.apply(original, this, args);
      },
    }.runInContext;
  });
  holder.Script = constructing(vm.Script as Constructor, (args) => scriptArguments(args, texts));
  // There with `--experimental-vm-modules` only.
  if (typeof holder.SourceTextModule === 'function') {
    holder.SourceTextModule = constructing(holder.SourceTextModule as Constructor, (args) =>
      moduleArguments(args, texts),
    );
  }
}

/** The class, constructed with other arguments. */
function constructing(original: Constructor, argumentsFor: (args: unknown[]) => unknown[]): Constructor {
  const replacement: Constructor = new Proxy(original, {
    construct(target, args: unknown[], newTarget) {
      const given = argumentsFor(args);
      const made: object = Reflect.construct(target, given, newTarget === replacement ? target : newTarget);
      if (given !== args) instrumentedScripts.add(made);
      return made;
    },
  });
  Reflect.defineProperty(original.prototype, 'constructor', {
    value: replacement,
    writable: true,
    configurable: true,
  });
  return replacement;
}

function functionArguments(args: unknown[], texts: Texts): unknown[] {
  const [text, parameters, options, ...rest] = args;
  const { filename, parsingContext } = fieldsOf(options);
  if (!Array.isArray(parameters) || !isOfModule(parameters)) return args;
  const code = instrumented(text, filename, 'commonjs', texts);
  if (code === undefined) return args;
  makeContextReady(parsingContext);
  return [code, parameters, options, ...rest];
}

function scriptArguments(args: unknown[], texts: Texts): unknown[] {
  const [text, options, ...rest] = args;
  if (typeof text !== 'string' || !text.endsWith(WRAPPER_END)) return args;
  const wrapper = WRAPPER.exec(text);
  if (wrapper === null || !isOfModule(wrapper[1]?.split(/\s*,\s*/) ?? [])) return args;
  const [start] = wrapper;
  const inner = text.slice(start.length, -WRAPPER_END.length);
  const code = instrumented(inner, fieldsOf(options).filename, 'commonjs', texts);
  if (code === undefined) return args;
  wrapped.set(String(fieldsOf(options).filename), start.length);
  // Positions in the first line are those of the text.
  const placed = { ...fieldsOf(options), columnOffset: -start.length };
  return [start + code + WRAPPER_END, placed, ...rest];
}

function moduleArguments(args: unknown[], texts: Texts): unknown[] {
  const [text, options, ...rest] = args;
  const { identifier, context } = fieldsOf(options);
  const code = instrumented(text, identifier, 'module', texts);
  if (code === undefined) return args;
  makeContextReady(context);
  return [code, options, ...rest];
}

function instrumented(
  text: unknown,
  script: unknown,
  format: 'commonjs' | 'module',
  texts: Texts,
): string | undefined {
  if (typeof text !== 'string' || typeof script !== 'string') return undefined;
  if (!isAbsolute(script) && !script.startsWith('file:')) return undefined;
  return texts.selects(script) ? texts.instrument(text, script, [format])?.code : undefined;
}

function isOfModule(parameters: readonly unknown[]): boolean {
  return OF_MODULES.every((name) => parameters.includes(name));
}

function fieldsOf(options: unknown): Fields {
  return typeof options === 'object' && options !== null ? (options as Fields) : {};
}
