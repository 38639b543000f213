// The exports of a CommonJS module as a holder of state: `exports.count++` inside a function.

import type { AnyNode } from 'acorn';
import { isModuleExports } from './lexed.ts';
import type { Work } from './work.ts';

const NAME = 'exports';

/** The first use of a member of the exports inside a function, if there is one. */
function firstUse(work: Work): AnyNode | undefined {
  if (work.format !== 'commonjs') return undefined;
  return work.survey.exportsUses.find(
    (node) => work.bindings.isGlobal(node, NAME) || isModuleExports(work, node),
  );
}

/** `$rwr(exports,"exports",s);` for the start of the module. */
export function exportsMark(work: Work): string {
  const use = firstUse(work);
  return use === undefined ? '' : mark(work, NAME, use);
}

/** The same behind a statement of the module that gives it other exports. */
export function exportsMarkAfter(work: Work, statement: AnyNode): string {
  if (work.frame.fn !== 0 || statement.type !== 'ExpressionStatement') return '';
  let node: AnyNode = statement.expression;
  while (node.type === 'AssignmentExpression' && !isModuleExports(work, node.left)) node = node.right;
  if (node.type !== 'AssignmentExpression' || firstUse(work) === undefined) return '';
  return mark(work, 'module.exports', node.left);
}

function mark(work: Work, text: string, at: AnyNode): string {
  return `${work.call('r')}${text},"${NAME}",${work.site('root', NAME, at.start)});`;
}
