// `Function.prototype.toString`: an instrumented function gives the text it was written as, one that we replaced the
// text of what it stands for.

import { originalText } from '../transform/positions.ts';
import { type Entry, type InstrumentedModules, USUAL_PREFIX } from './instrumented.ts';
import { originalOf, replaceMethod } from './patch.ts';

/** Texts by function; an instrumented function's text is searched for once. */
const texts = new WeakMap<object, string>();

/**
 * Makes functions of instrumented modules show the text they were given.
 * @param owner the `Function` of the realm
 */
export function installFunctionText(modules: InstrumentedModules, owner = Function): void {
  replaceMethod(owner.prototype, 'toString', (native) => {
    const methods = {
      // A method, since the native one cannot be constructed either.
      toString(this: unknown): unknown {
        const asked = typeof this === 'function' ? (originalOf(this) ?? this) : this;
        const text = Reflect.apply(native, asked, []) as string;
        if (!mayBeOurs(text, modules)) return text;
        const known = texts.get(asked as object);
        if (known !== undefined) return known;
        const own = textIn(modules, text) ?? text;
        texts.set(asked as object, own);
        return own;
      },
    };
    return methods.toString;
  });
}

function mayBeOurs(text: string, modules: InstrumentedModules): boolean {
  if (text.includes(USUAL_PREFIX)) return true;
  for (const prefix of modules.oddPrefixes) if (text.includes(prefix)) return true;
  return false;
}

function textIn(modules: InstrumentedModules, text: string): string | undefined {
  try {
    for (const entry of modules.all()) {
      const found = textOf(entry, text);
      if (found !== undefined) return found;
    }
  } catch {
    // Neither the cache nor the transform has the edits of this module: the text is shown as it runs.
  }
  return undefined;
}

function textOf(entry: Entry, text: string): string | undefined {
  const { code, prefix } = entry.module;
  if (!text.includes(prefix)) return undefined;
  const start = code.indexOf(text);
  return start < 0 ? undefined : originalText(code, entry.edits, start, start + text.length);
}
