// Loops: their conditions decide about their bodies, what leaves them early about the next round, and that they end
// about what comes after them.

import type * as ESTree from 'estree';
import { enter, settleExits, takeExits } from './contexts.ts';
import { flow } from './expressions.ts';
import { takeAll } from './fields.ts';
import { NOWHERE, type Point } from './graph.ts';
import { bind } from './patterns.ts';
import { statement } from './statements.ts';
import { interruptUpdates, noteRead, type Target, type Walk } from './walk.ts';

type Loop = ESTree.ForStatement | ESTree.WhileStatement | ESTree.DoWhileStatement;

export function loop(walk: Walk, node: Loop, labels: readonly string[]): void {
  if (node.type === 'ForStatement' && node.init) {
    if (node.init.type === 'VariableDeclaration') statement(walk, node.init);
    else flow(walk, node.init, NOWHERE, 'nothing');
  }
  const test = walk.graph.point();
  const isEndless = !node.test || (node.test.type === 'Literal' && Boolean(node.test.value));
  rounds(
    walk,
    labels,
    test,
    isEndless,
    () => {
      if (node.type !== 'DoWhileStatement' && node.test) flow(walk, node.test, test, 'test');
      return () => {
        if (node.type === 'DoWhileStatement') flow(walk, node.test, test, 'test');
        if (node.type === 'ForStatement' && node.update) flow(walk, node.update, NOWHERE, 'nothing');
      };
    },
    node.body,
  );
}

export function forOf(
  walk: Walk,
  node: ESTree.ForInStatement | ESTree.ForOfStatement,
  labels: readonly string[],
): void {
  const items = walk.graph.point();
  flow(walk, node.right, items, 'use');
  noteRead(walk, node, items, 'use', undefined);
  takeAll(walk, items);
  rounds(
    walk,
    labels,
    items,
    false,
    () => {
      if (node.type === 'ForOfStatement' && node.await) interruptUpdates(walk);
      target(walk, node.left, items);
      return undefined;
    },
    node.body,
  );
}

function target(walk: Walk, left: ESTree.Node, items: Point): void {
  const pattern = left.type === 'VariableDeclaration' ? left.declarations[0]?.id : left;
  if (pattern === undefined) return;
  if (left.type === 'VariableDeclaration' && pattern.type === 'Identifier' && left.kind !== 'var') {
    walk.names.local(pattern).home = walk.context;
  }
  for (const local of bind(walk, pattern, items)) local.isFresh = false;
}

/**
 * One walk stands for all rounds.
 * @param test what decides about a round
 * @param begin walked at the start of a round; answers what is walked at its end
 */
function rounds(
  walk: Walk,
  labels: readonly string[],
  test: Point,
  isEndless: boolean,
  begin: () => (() => void) | undefined,
  body: ESTree.Statement,
): void {
  const self: Target = { labels, isLoop: true, isNamedOnly: false };
  const before = walk.context;
  const start = walk.exits.length;
  const inside = enter(walk, test);
  const { loop } = walk;
  if (loop === 0) walk.loop = ++walk.order;
  walk.targets.push(self);
  const end = begin();
  statement(walk, body);
  walk.targets.pop();
  takeExits(walk, start, self, true);
  walk.context = inside;
  end?.();
  walk.loop = loop;
  for (const { from } of walk.exits.slice(start)) walk.graph.flow(from, inside.own);
  const left = takeExits(walk, start, self, false);
  walk.context = before;
  settleExits(walk, start);
  enter(walk, test);
  if (isEndless) for (const { from } of left) walk.graph.flow(from, walk.context.own);
}
