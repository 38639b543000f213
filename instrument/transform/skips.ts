// Objects whose members are not recorded: globals of the language and of Node, literals, what is provably fresh.

import type { AnyNode } from 'acorn';
import { isBuiltinBinding, isBuiltinRequire } from './bindings.ts';
import type { Work } from './work.ts';

const GLOBALS = new Set(
  (
    'Math JSON Object Array Number String Boolean Symbol BigInt Reflect Promise Date RegExp Function Proxy Map Set ' +
    'WeakMap WeakSet WeakRef FinalizationRegistry Error TypeError RangeError SyntaxError ReferenceError EvalError ' +
    'URIError AggregateError ArrayBuffer SharedArrayBuffer DataView Atomics Int8Array Uint8Array Uint8ClampedArray ' +
    'Int16Array Uint16Array Int32Array Uint32Array Float32Array Float64Array BigInt64Array BigUint64Array Intl ' +
    'WebAssembly console process Buffer performance crypto URL URLSearchParams TextEncoder TextDecoder ' +
    'AbortController AbortSignal structuredClone queueMicrotask require arguments'
  ).split(' '),
);

/** Only their own members are left out: what hangs on the global object may be the application's. */
const GLOBAL_OBJECTS = new Set(['globalThis', 'global', 'window', 'self']);

export function isKnownGlobal(name: string): boolean {
  return GLOBALS.has(name);
}

export function isSkippedBase(work: Work, node: AnyNode): boolean {
  switch (node.type) {
    case 'Super':
    case 'MetaProperty':
    case 'Literal':
    case 'TemplateLiteral':
    case 'FunctionExpression':
    case 'ArrowFunctionExpression':
    case 'ClassExpression':
    case 'ArrayExpression':
    case 'ObjectExpression':
    case 'UnaryExpression':
    case 'BinaryExpression':
    case 'UpdateExpression':
      return true;
    case 'Identifier':
      return isSkippedName(work, node) || isGlobalObject(work, node);
    case 'MemberExpression':
      return isOfGlobal(work, node);
    case 'NewExpression':
      return node.callee.type === 'Identifier' && isSkippedName(work, node.callee);
    case 'CallExpression':
      return isBuiltinRequire(work.bindings, node);
    default:
      return false;
  }
}

/** `process.env`, `Array.prototype`: members of members of a known global. */
function isOfGlobal(work: Work, node: AnyNode): boolean {
  let base = node;
  while (base.type === 'MemberExpression') base = base.object;
  return base.type === 'Identifier' && work.bindings.isGlobal(base) && GLOBALS.has(base.name);
}

function isGlobalObject(work: Work, node: AnyNode): boolean {
  return work.bindings.isGlobal(node) && GLOBAL_OBJECTS.has(node.name);
}

function isSkippedName(work: Work, node: AnyNode): boolean {
  const { bindings } = work;
  const variable = bindings.variableOf(node);
  if (variable === undefined) return bindings.isGlobal(node) && GLOBALS.has(node.name);
  if (work.fresh.has(variable)) return true;
  return isBuiltinBinding(bindings, variable);
}

/** `module.exports` and `exports.x` at the top of a CommonJS module: set up before anybody else runs. */
export function isExportsSetup(work: Work, node: AnyNode): boolean {
  if (work.format !== 'commonjs' || work.frame.fn !== 0) return false;
  if (node.type === 'MemberExpression') return work.bindings.isGlobal(node.object, 'module');
  return work.bindings.isGlobal(node, 'exports') || work.bindings.isGlobal(node, 'module');
}
