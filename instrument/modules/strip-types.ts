// TypeScript that Node itself would strip while it compiles: done here first, so that what is instrumented is the
// JavaScript. What cannot be stripped is left to Node and its own error.

import Module from 'node:module';

type Mode = 'strip' | 'transform';

interface Stripper {
  stripTypeScriptTypes?(
    code: string,
    options: { mode: Mode; sourceMap?: boolean; sourceUrl?: string },
  ): string;
}

const TYPESCRIPT = /^(?:(commonjs|module)-)?typescript$/;

/** Whether Node would strip a text of this format. */
export function isTypeScript(format: unknown): format is string {
  return typeof format === 'string' && TYPESCRIPT.test(format);
}

/** The format of the text once it is stripped; undefined where Node would find out. */
export function strippedFormat(format: string): 'commonjs' | 'module' | undefined {
  return TYPESCRIPT.exec(format)?.[1] as 'commonjs' | 'module' | undefined;
}

/** The JavaScript of a TypeScript text; undefined when Node cannot strip it. */
export function stripTypes(code: string, file: string): string | undefined {
  const { stripTypeScriptTypes } = Module as Stripper;
  const mode = (process.features as { typescript?: Mode | false }).typescript;
  if (stripTypeScriptTypes === undefined || !mode || /[/\\]node_modules[/\\]/.test(file)) return undefined;
  const { emitWarning } = process;
  try {
    // That our call is experimental is nothing to tell the application.
    process.emitWarning = () => {};
    return stripTypeScriptTypes(
      code,
      mode === 'transform' ? { mode, sourceMap: true, sourceUrl: file } : { mode },
    );
  } catch {
    return undefined;
  } finally {
    process.emitWarning = emitWarning;
    warnAsNode();
  }
}

let warned = false;

/** Node tells of its type stripping, where it does, when it first strips. */
function warnAsNode(): void {
  if (warned) return;
  warned = true;
  try {
    const { prototype } = Module as unknown as { prototype: { _compile(...args: unknown[]): void } };
    const module = new Module('racewatch-types');
    prototype._compile.call(module, '', 'racewatch-types', 'commonjs-typescript');
  } catch {
    // Only the warning is missing.
  }
}
