// ES modules where Node calls load hooks on the thread that loads (registerHooks). Ours stays the outermost, so that
// it sees what the hooks of other packages have made of a file.

import Module, { syncBuiltinESMExports } from 'node:module';
import { ports } from '../../src/core/ports.ts';
import type { Texts } from './commonjs.ts';
import { showingLine } from './esm-exports.ts';
import type { Instrumented } from './instrumenter.ts';
import { replaceMethod } from './patch.ts';
import { isTypeScript, strippedFormat, stripTypes } from './strip-types.ts';

export interface LoadContext {
  readonly conditions?: readonly string[];
}

export interface LoadResult {
  readonly format?: string | null | undefined;
  readonly source?: string | ArrayBuffer | Uint8Array | null | undefined;
}

interface Hooks {
  load(
    url: string,
    context: LoadContext,
    next: (url: string, context: LoadContext) => LoadResult,
  ): LoadResult;
}

interface Registrar {
  registerHooks?(hooks: Hooks): { deregister(): void };
}

const loader = Module as unknown as Registrar;

/** Whether this Node has hooks on the loading thread. */
export function hasHooks(): boolean {
  return loader.registerHooks !== undefined;
}

/** Instruments what load hooks and Node's own loader give for ES modules. */
export function installEsmHooks(texts: Texts): void {
  const register = loader.registerHooks;
  if (register === undefined) return;
  const ours: Hooks = {
    load(url, context, next) {
      const result = next(url, context);
      // What is required reaches `_compile`, after the hooks that work there.
      if (context.conditions?.includes('require')) return result;
      try {
        return showing(url, instrumentResult(url, result, texts));
      } catch (error) {
        ports.fault('instrumentation', error);
        return result;
      }
    },
  };
  let registered = register.call(Module, ours);
  replaceMethod(loader, 'registerHooks', (original) => {
    return function (this: unknown, ...args) {
      const theirs = Reflect.apply(original, this, args);
      registered.deregister();
      registered = register.call(Module, ours);
      return theirs;
    };
  });
  syncBuiltinESMExports();
}

/** The result of a load hook with its source instrumented; the same one when there is nothing to do. */
function instrumentResult(url: string, result: LoadResult, texts: Texts): LoadResult {
  const { format, source } = result;
  if (source == null || !url.startsWith('file:') || !texts.selects(url)) return result;
  // Node's own loader gives bytes, and leaves CommonJS to `_compile`; a text is what another hook made.
  if (format === 'module' || (format === 'commonjs' && typeof source === 'string')) {
    const module = texts.instrument(textOf(source), url, [format]);
    return module ? { ...result, source: sourceOf(module) } : result;
  }
  if (!isTypeScript(format)) return result;
  const own = strippedFormat(format);
  const stripped = own && stripTypes(textOf(source), url);
  const module = own && stripped !== undefined ? texts.instrument(stripped, url, [own]) : undefined;
  return module ? { ...result, format: own, source: sourceOf(module) } : result;
}

/** The result with what the module has made shown to those who patch it, for the few modules where that is done. */
export function showing(url: string, result: LoadResult): LoadResult {
  const { format, source } = result;
  const line = format === 'module' && source != null ? showingLine(url) : undefined;
  return line === undefined || source == null ? result : { ...result, source: textOf(source) + line };
}

/** The text of a module as Node would read it. */
export function textOf(source: NonNullable<LoadResult['source']>): string {
  return typeof source === 'string' ? source : new TextDecoder().decode(source);
}

/**
 * The source to hand over for a module. Node looks for the exports of CommonJS in the text, by forms of assignments
 * that instrumentation changes: it finds them in a copy that never runs.
 */
export function sourceOf({ format, code, given }: Instrumented): string {
  return format === 'module' ? code : `${code}\n;0&&function(){${given.replace(/^#!/, '//')}\n};`;
}
