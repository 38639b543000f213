// CommonJS, and ES modules that are loaded by require: the text Node is about to compile, after every hook that
// turns something else into JavaScript.

import Module from 'node:module';
import { isAbsolute } from 'node:path';
import { ports } from '../../src/core/ports.ts';
import { modulesBegun } from '../../src/sites/helpers.ts';
import type { Format, Instrumented } from './instrumenter.ts';
import { type Method, replaceMethod } from './patch.ts';
import { isTypeScript, strippedFormat, stripTypes } from './strip-types.ts';

export interface Texts {
  /** Whether the options select a script. */
  selects(script: string): boolean;
  /** Instruments the text of a selected script; undefined when it stays as it is. */
  instrument(given: string, script: string, formats: readonly Format[]): Instrumented | undefined;
}

const EITHER: readonly Format[] = ['commonjs', 'module'];

/**
 * Instruments what `Module.prototype._compile` is given. Whoever wraps it later is outside of us.
 * @param saw told every text before it is compiled, selected or not
 */
export function installCommonJs(texts: Texts, saw: (text: string, format: unknown) => void): void {
  const { prototype } = Module as unknown as { prototype: { _compile: Method } };
  const { _compile } = prototype;
  replaceMethod(prototype, '_compile', (original) => compiling(original, texts, saw));
  // Stacks took its name from the place it no longer has.
  if (_compile.name === '')
    Object.defineProperty(_compile, 'name', { value: '_compile', configurable: true });
}

function compiling(original: Method, texts: Texts, saw: (text: string, format: unknown) => void): Method {
  return function (this: unknown, ...args) {
    let module: Instrumented | undefined;
    let given: unknown[] = args;
    try {
      if (typeof args[0] === 'string') saw(args[0], args[2]);
      module = instrumented(args, texts);
      if (module !== undefined) given = argumentsFor(module, args);
    } catch (error) {
      ports.fault('instrumentation', error);
    }
    if (module?.format !== 'commonjs') return Reflect.apply(original, this, given);
    const before = modulesBegun();
    let isDone = false;
    // Nothing is caught: what is thrown again would be shown as thrown here when the program dies of it.
    try {
      const result: unknown = Reflect.apply(original, this, given);
      isDone = true;
      return result;
    } finally {
      // The first thing that an instrumented module does is to ask for its helpers.
      if (!isDone && modulesBegun() === before) {
        // biome-ignore lint/correctness/noUnsafeFinally: what could not be parsed is ours, and is replaced
        return insteadOf(() => Reflect.apply(original, this, args), args);
      }
    }
  };
}

/** Compiles what was meant to be: if the engine can parse that, the fault is ours. */
function insteadOf(compile: () => unknown, [, file]: readonly unknown[]): unknown {
  const result = compile();
  ports.fault('instrumentation', new SyntaxError(`the engine cannot parse what became of ${String(file)}`));
  return result;
}

function instrumented(args: readonly unknown[], texts: Texts): Instrumented | undefined {
  const [content, file, format] = args;
  if (typeof content !== 'string' || typeof file !== 'string') return undefined;
  if (!isAbsolute(file) || !texts.selects(file)) return undefined;
  if (!isTypeScript(format)) return texts.instrument(content, file, formatsOf(format));
  const stripped = stripTypes(content, file);
  return stripped === undefined
    ? undefined
    : texts.instrument(stripped, file, formatsOf(strippedFormat(format)));
}

/** Arguments to compile with instead: content, file name, format and what Node may add. */
function argumentsFor({ code }: Instrumented, args: readonly unknown[]): unknown[] {
  const [, file, format, ...rest] = args;
  return isTypeScript(format) ? [code, file, strippedFormat(format), ...rest] : [code, ...args.slice(1)];
}

/** Node finds out by itself what a text of no known format is, in this order. */
function formatsOf(format: unknown): readonly Format[] {
  if (format === 'module' || format === 'commonjs') return [format];
  return EITHER;
}
