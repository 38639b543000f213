// Names imported from modules of the application: the module that exports one may assign it meanwhile.

import type { AnyNode, Identifier } from 'acorn';
import { quoted } from './names.ts';
import { referenceOf, type Variable } from './scopes/model.ts';
import type { Work } from './work.ts';

export interface Imported {
  readonly specifier: string;
  /** What the other module calls it. */
  readonly name: string;
}

/** Undefined for whole modules, and for modules that are found by other ways than their place. */
export function importedBy(variable: Variable): Imported | undefined {
  const [definition] = variable.defs;
  if (definition?.type !== 'ImportBinding') return undefined;
  const specifier = definition.parent?.source.value;
  if (typeof specifier !== 'string' || !/^\.\.?\//.test(specifier)) return undefined;
  const { node } = definition;
  if (node.type === 'ImportDefaultSpecifier') return { specifier, name: 'default' };
  if (node.type !== 'ImportSpecifier') return undefined;
  const { imported } = node;
  return { specifier, name: imported.type === 'Identifier' ? imported.name : String(imported.value) };
}

/** Inside functions, where it is used as a value: what is called or constructed is hardly assigned. */
export function isLiveImport(work: Work, node: AnyNode): boolean {
  return work.frame.fn !== 0 && work.bindings.imported.has(node) && isValue(node);
}

function isValue(node: AnyNode): boolean {
  const parent = referenceOf(node)?.parent;
  switch (parent?.type) {
    case undefined:
    case 'TaggedTemplateExpression':
    case 'ClassDeclaration':
    case 'ClassExpression':
      return false;
    case 'CallExpression':
    case 'NewExpression':
      return parent.callee !== node;
    case 'UnaryExpression':
      return parent.operator !== 'typeof';
    case 'BinaryExpression':
      return parent.operator !== 'instanceof';
    default:
      return true;
  }
}

/** `$rwxi(x,"./other.mjs","x",s)`. */
export function visitImported(work: Work, node: Identifier): void {
  const { specifier, name } = work.bindings.imported.get(node) as Imported;
  const id = work.site('variable-read', node.name, node.start, node);
  work.edits.open(node.start, work.call('xi'));
  work.edits.close(node.end, `,${quoted(specifier)},${quoted(name)},${id})`);
}
