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
    let given = args;
    try {
      if (typeof args[0] === 'string') saw(args[0], args[2]);
      given = instrumentedArguments(args, texts) ?? args;
    } catch (error) {
      ports.fault('instrumentation', error);
    }
    if (given === args) return Reflect.apply(original, this, args);
    const before = modulesBegun();
    try {
      return Reflect.apply(original, this, given);
    } catch (error) {
      // The given text could be parsed, ours cannot: nothing of the module has run yet.
      if (!(error instanceof SyntaxError) || modulesBegun() !== before) throw error;
      ports.fault('instrumentation', error);
    }
    return Reflect.apply(original, this, args);
  };
}

/** Arguments to compile with instead: content, file name, format and what Node may add. */
function instrumentedArguments(args: readonly unknown[], texts: Texts): unknown[] | undefined {
  const [content, file, format, ...rest] = args;
  if (typeof content !== 'string' || typeof file !== 'string') return undefined;
  if (!isAbsolute(file) || !texts.selects(file)) return undefined;
  if (!isTypeScript(format)) {
    const module = texts.instrument(content, file, formatsOf(format));
    return module && [module.code, ...args.slice(1)];
  }
  const stripped = stripTypes(content, file);
  if (stripped === undefined) return undefined;
  const own = strippedFormat(format);
  const module = texts.instrument(stripped, file, formatsOf(own));
  return module && [module.code, file, own, ...rest];
}

/** Node finds out by itself what a text of no known format is, in this order. */
function formatsOf(format: unknown): readonly Format[] {
  if (format === 'module' || format === 'commonjs') return [format];
  return EITHER;
}
