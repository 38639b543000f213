// Puts what a start of the preload loads into few files, since a start waits for every one. Each module stays one of
// its own under its own path, so whoever requires it later gets the same one. Runs on what tsc has written.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { transformSync } from 'esbuild';

/** In the order in which a start comes to them: a module is in the first that needs it. */
const ENTRIES = [
  'instrument/modules/code-cache.js',
  'instrument/start.js',
  'instrument/transform/transform.js',
];

/** What tsc makes of an import; what is required inside of functions stays where it is. */
const IMPORT = /^(?:const \w+ = |(?:const \w+ = )?\w+\()?require\("(\.[^"]+)"\)/gm;

/** Stands in every bundle and serves its modules. A function of its own text: it uses nothing from around it. */
function serve(modules, root, own) {
  const Module = require('node:module');
  const { join, dirname } = require('node:path');
  const bodyOf = (file) => modules[file.slice(root.length + 1).replaceAll('\\', '/')];
  const load = (file, parent) => {
    const known = require.cache[file];
    if (known !== undefined) return known.exports;
    const body = bodyOf(file);
    if (body === undefined) return require(file);
    const module = new Module(file, parent);
    require.cache[file] = module;
    return run(module, file, body);
  };
  const run = (module, file, body) => {
    const folder = dirname(file);
    const requireFrom = (name) => (name.startsWith('.') ? load(join(folder, name), module) : require(name));
    try {
      module.filename = file;
      body.call(module.exports, module.exports, requireFrom, module, file, folder);
      module.loaded = true;
    } catch (error) {
      delete require.cache[file];
      throw error;
    }
    return module.exports;
  };
  run(own, own.filename, bodyOf(own.filename));
}

/** What a bundle begins with: one is not put into another when tsc has not run in between. */
const MARK = "'use strict';//bundle\n";

/** What programs replace or delete, most of all in tests; the bundles keep what was there when they were loaded. */
const KEPT =
  'Array ArrayBuffer Atomics BigInt Buffer Date Error FinalizationRegistry Float64Array Function Int32Array JSON Map ' +
  'Math Number Object Promise Proxy RangeError Reflect RegExp Set SharedArrayBuffer String Symbol TextDecoder ' +
  'TextEncoder TypeError URL Uint16Array Uint32Array Uint8Array WeakMap WeakRef WeakSet performance process';
const KEEPING = `const {${KEPT.replaceAll(' ', ',')}}=globalThis;\n`;

/** Every module that loading an entry loads, itself first. */
function loadedBy(entry, dist, known) {
  const found = new Map();
  const add = (name) => {
    if (known.has(name) || found.has(name) || !existsSync(join(dist, name))) return;
    const text = readFileSync(join(dist, name), 'utf8');
    found.set(name, text);
    for (const [, target] of text.matchAll(IMPORT)) add(posix.join(posix.dirname(name), target));
  };
  add(entry);
  return found;
}

function compact(text) {
  return transformSync(text, { minifyWhitespace: true, legalComments: 'none', target: 'node20' }).code.trim();
}

/** @param dist the folder of compiled modules, in which the entries are replaced by their bundles */
export function bundlePreload(dist) {
  const known = new Set();
  for (const entry of ENTRIES) {
    if (readFileSync(join(dist, entry), 'utf8').startsWith(MARK)) return;
    const modules = loadedBy(entry, dist, known);
    // All of them will run. In parentheses the engine compiles them with the bundle, so that its cache has them too.
    const parts = [...modules].map(
      ([name, text]) =>
        `${JSON.stringify(name)}:(function(exports,require,module,__filename,__dirname){${compact(text)}\n})`,
    );
    const up = posix.relative(dirname(entry), '.');
    const root = `require('node:path').join(__dirname,${JSON.stringify(up)})`;
    const text = `${MARK}${KEEPING}(${compact(serve.toString())})({\n${parts.join(',\n')}\n},${root},module);\n`;
    writeFileSync(join(dist, entry), text);
    for (const name of modules.keys()) known.add(name);
  }
}
