// `for…in` over a watched object: the engine asks for the keys once and then, step by step, for the descriptor of
// each; in later turns when the loop awaits. Object.keys and spread ask the same questions within one turn.

import { now } from '../core/now.ts';
import { look } from '../core/record.ts';
import type { Shadow } from '../core/shadow.ts';
import { Walk } from '../core/walk.ts';

export class KeyWalk {
  private readonly keys: readonly PropertyKey[];
  private readonly walk: Walk;
  private readonly task: number;
  private at = 0;

  constructor(shadow: Shadow, keys: readonly PropertyKey[]) {
    look(shadow, keys.length);
    this.keys = keys;
    this.walk = new Walk(shadow);
    this.task = now.task;
  }

  /** Tells whether asking for `key` continues this walk. */
  reached(key: PropertyKey): boolean {
    const { keys } = this;
    if (this.at >= keys.length || keys[this.at] !== key || now.task !== this.task) return false;
    this.walk.step();
    if (++this.at === keys.length) this.walk.finish();
    return true;
  }
}
