// The one line that gives a module its helpers.

import { isBuiltin } from 'node:module';
import type { Program } from 'acorn';
import { exportsMark } from './exports.ts';
import { afterDirectives, separated } from './functions.ts';
import { tokenDeclaration } from './variables.ts';
import type { Work } from './work.ts';

/** What a helper gives back when it does nothing, by its parameters: for calls before the module has run. */
const STUBS: Readonly<Record<string, string>> = {
  k: '(x,k){return k}',
  g: '(x,k){return x[k]}',
  v: '(x,v){return v}',
  w: '(x,v){return v}',
  q: '(x,v){return v}',
  j: '(a,b){return a===b}',
  je: '(a,b){return a==b}',
  jn: '(){return false}',
};

export function addPrologue(work: Work, program: Program, key: string): void {
  const exported = exportedNames(program);
  const early = runsEarly(work, program);
  const keyword = early ? 'var' : 'const';
  const tokens = (work.bindings.watchedAt.get(program) ?? []).map((watched) =>
    tokenDeclaration(work, watched, keyword, exported.get(watched.name)),
  );
  const mark = exportsMark(work);
  const { names, frame } = work;
  if (tokens.length === 0 && names.helpers.length === 0) return;
  const source = `__racewatch$.module(${JSON.stringify(key)});`;
  const fields = [...names.helpers, 'b'].map((letter) => `${letter}:${names.prefix}${letter}`).join();
  const helpers = early
    ? `${stubs(work)}var ${names.prefix}b;({${fields}}=${source.slice(0, -1)});`
    : `const {${fields}}=${source}`;
  const text = helpers + tokens.join('') + frame.declarations(early ? 'var' : 'let') + mark;
  const at = prologueAt(work, program);
  work.edits.head(at, separated(work, at, text));
}

function stubs(work: Work): string {
  const { names } = work;
  return names.helpers
    .map((letter) => `function ${names.prefix}${letter}${STUBS[letter] ?? '(x){return x}'}`)
    .join('');
}

/** Functions are there before their module has run: one that imports it in turn may call them. */
function runsEarly(work: Work, program: Program): boolean {
  if (work.format !== 'module') return false;
  let hoisted = false;
  let imports = false;
  for (const node of program.body) {
    if (node.type === 'FunctionDeclaration') hoisted = true;
    if (node.type === 'ExportNamedDeclaration' || node.type === 'ExportDefaultDeclaration') {
      if (node.declaration?.type === 'FunctionDeclaration') hoisted = true;
    }
    const source = 'source' in node ? node.source?.value : undefined;
    if (typeof source === 'string' && !isBuiltin(source)) imports = true;
  }
  return hoisted && imports;
}

function prologueAt(work: Work, program: Program): number {
  const after = afterDirectives(program.body);
  if (after !== undefined) return after;
  if (!work.code.startsWith('#!')) return 0;
  const end = /[\r\n\u2028\u2029]/.exec(work.code)?.index;
  if (end === undefined) return work.code.length;
  return work.code.startsWith('\r\n', end) ? end + 2 : end + 1;
}

function exportedNames(program: Program): Map<string, string[]> {
  const names = new Map<string, string[]>();
  const add = (local: string, exported: string) => {
    const known = names.get(local);
    if (known === undefined) names.set(local, [exported]);
    else known.push(exported);
  };
  for (const node of program.body) {
    if (node.type === 'ExportNamedDeclaration' && !node.source) {
      for (const { local, exported } of node.specifiers) add(moduleName(local), moduleName(exported));
      if (node.declaration?.type === 'VariableDeclaration') {
        for (const { id } of node.declaration.declarations)
          if (id.type === 'Identifier') add(id.name, id.name);
      } else if (node.declaration?.id) add(node.declaration.id.name, node.declaration.id.name);
    } else if (node.type === 'ExportDefaultDeclaration') {
      const { declaration } = node;
      if ('id' in declaration && declaration.id) add(declaration.id.name, 'default');
    }
  }
  return names;
}

function moduleName(
  node: { type: 'Identifier'; name: string } | { type: 'Literal'; value?: unknown },
): string {
  return node.type === 'Identifier' ? node.name : String(node.value);
}
