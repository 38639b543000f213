// What the transform wants to know of a module before it changes anything, noted while its scopes are found.

import type { AnyNode, AssignmentExpression, CallExpression, MemberExpression, Program } from 'acorn';
import type { Scope } from './model.ts';

export class Survey {
  /** Functions that contain `with` or a direct `eval`, and those in the asm.js dialect. */
  readonly left = new Set<AnyNode>();
  /** Functions that assign to a property of `this`. */
  readonly constructing = new Set<AnyNode>();
  /** `exports` and `x.exports` inside functions, where a member of it is used but not called. */
  readonly exportsUses: AnyNode[] = [];
  private readonly program: Program;
  /** The function the walk is in, and the one whose `this` is meant there. */
  owner: AnyNode;
  receiver: AnyNode;

  constructor(program: Program) {
    this.program = program;
    this.owner = program;
    this.receiver = program;
  }

  /** Whether the top of the module is one of `left`. */
  get leaveAll(): boolean {
    return this.left.has(this.program);
  }

  call({ callee, optional }: CallExpression, from: Scope): void {
    if (callee.type !== 'Identifier' || callee.name !== 'eval') return;
    if (!optional) this.left.add(this.owner);
    for (let scope: Scope | null = from.variableScope; scope !== null; scope = scope.upper) {
      scope.dynamic = true;
    }
  }

  assignment({ left }: AssignmentExpression): void {
    if (left.type === 'MemberExpression' && left.object.type === 'ThisExpression') {
      this.constructing.add(this.receiver);
    }
  }

  member(node: MemberExpression, parent: AnyNode): void {
    const { object } = node;
    const name = object.type === 'MemberExpression' ? object.property : object;
    if (name.type !== 'Identifier' || name.name !== 'exports' || this.owner === this.program) return;
    if (parent.type === 'CallExpression' && parent.callee === node) return;
    this.exportsUses.push(object);
  }
}
