// A fresh realm for one run of one test: its global object, the host object `$262`, the helpers of instrumented
// code, and the modules loaded in it.

import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import vm from 'node:vm';
import { identityRuntimeText } from '../identity-runtime.mjs';

const runtime = new vm.Script(identityRuntimeText, { filename: 'identity-runtime.js' });
const globalThisScript = new vm.Script('this');
const ordinary = vm.constants?.DONT_CONTEXTIFY;

const hidden = (object, name, value) =>
  Object.defineProperty(object, name, { value, writable: true, configurable: true, enumerable: false });

/**
 * One realm. `print` gets what the test prints; `prepare(text, goal, file)` gives the text to evaluate; `recorded`
 * when the helpers are those of the recorder, which runs in the main realm.
 */
export class Realm {
  constructor({ print, prepare, check, recorded }) {
    this.context = vm.createContext(ordinary ?? {});
    this.global = globalThisScript.runInContext(this.context);
    this.prepare = prepare;
    this.modules = new Map();
    if (recorded) hidden(this.global, '__racewatch$', globalThis.__racewatch$);
    else runtime.runInContext(this.context)(this.global, check);
    hidden(this.global, 'print', print);
    hidden(this.global, '$262', {
      global: this.global,
      gc: () => globalThis.gc(),
      createRealm: () => new Realm({ print, prepare, check, recorded }).global.$262,
      detachArrayBuffer: (buffer) => void structuredClone(buffer, { transfer: [buffer] }),
      evalScript: (text) => new vm.Script(text, { filename: 'evalScript' }).runInContext(this.context),
      agent: {},
    });
  }

  /** Evaluates a script. A SyntaxError of the text itself comes with `phase: 'parse'`. */
  runScript(text, file) {
    const options = { filename: file };
    if (text.includes('import')) {
      options.importModuleDynamically = (specifier, _script, attributes) =>
        this.importModule(specifier, file, attributes);
    }
    let script;
    try {
      script = new vm.Script(text, options);
    } catch (error) {
      throw Object.assign(new Failure('parse'), { error });
    }
    return script.runInContext(this.context);
  }

  /** Evaluates a module with all it imports. */
  async runModule(file) {
    let module;
    try {
      module = this.load(file, {});
    } catch (error) {
      throw Object.assign(new Failure('parse'), { error });
    }
    try {
      await this.link(module);
    } catch (error) {
      throw Object.assign(new Failure(isParseError(error) ? 'parse' : 'resolution'), { error });
    }
    await module.evaluate();
  }

  async importModule(specifier, from, attributes) {
    const module = this.load(resolve(dirname(from), specifier), attributes);
    await this.link(module);
    await module.evaluate();
    return module;
  }

  async link(module) {
    if (module.status !== 'unlinked') return;
    await module.link((specifier, referrer, { attributes }) =>
      this.load(resolve(dirname(referrer.identifier), specifier), attributes),
    );
  }

  load(file, attributes) {
    const key = `${attributes?.type ?? ''} ${file}`;
    const known = this.modules.get(key);
    if (known) return known;
    const module = attributes?.type ? this.synthetic(file, attributes.type) : this.sourceText(file);
    this.modules.set(key, module);
    return module;
  }

  sourceText(file) {
    const text = this.prepare(readFileSync(file, 'utf8'), 'module', file);
    return new vm.SourceTextModule(text, {
      context: this.context,
      identifier: file,
      initializeImportMeta: (meta) => {
        meta.url = file;
      },
      importModuleDynamically: (specifier, _module, attributes) =>
        this.importModule(specifier, file, attributes),
    });
  }

  synthetic(file, type) {
    if (type !== 'json') throw new TypeError(`no modules of type ${type}`);
    const value = this.global.JSON.parse(readFileSync(file, 'utf8'));
    return new vm.SyntheticModule(
      ['default'],
      function () {
        this.setExport('default', value);
      },
      { context: this.context, identifier: file },
    );
  }
}

/** The phase in which an error came up, with the error. */
export class Failure extends Error {
  constructor(phase) {
    super(phase);
    this.phase = phase;
  }
}

// An imported module that does not parse is a parse error; one that lacks an export is a resolution error.
const isParseError = (error) =>
  error?.name === 'SyntaxError' &&
  !/does not provide an export|export .* conflict|ambiguous|Detected cycle/i.test(error.message);
