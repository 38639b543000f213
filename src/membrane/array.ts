// The traps for arrays: as for objects, plus `length`, which stands for the whole, and the method table.

import { clear, look, reorder } from '../core/record.ts';
import { methodOf } from './array-methods.ts';
import { remember } from './array-receiver.ts';
import { state } from './identity.ts';
import { defineProperty, setProperty } from './natives.ts';
import { ObjectHandler } from './object.ts';

const NINE = 57;

export class ArrayHandler extends ObjectHandler {
  override get(target: object, key: PropertyKey, receiver: unknown): unknown {
    if (typeof key === 'string' && key.charCodeAt(0) <= NINE) return super.get(target, key, receiver);
    if (key === 'length') {
      const { length } = target as unknown[];
      if (state.on) look(this.shadow, length);
      return length;
    }
    const method = methodOf(target as Record<PropertyKey, unknown>, key);
    // The items of a frozen array must be given raw, and nobody can change it: the native method will do.
    if (method === undefined || (!Object.isExtensible(target) && Object.isFrozen(target))) {
      return super.get(target, key, receiver);
    }
    remember(this);
    return method;
  }

  override set(target: object, key: PropertyKey, value: unknown, receiver: unknown): boolean {
    if (key !== 'length' || receiver !== this.watched || !state.on) {
      return super.set(target, key, value, receiver);
    }
    const before = (target as unknown[]).length;
    const done = setProperty(target, 'length', value);
    if (done) this.noteLength(before, (target as unknown[]).length);
    return done;
  }

  override has(target: object, key: PropertyKey): boolean {
    return key === 'length' ? true : super.has(target, key);
  }

  override defineProperty(target: object, key: PropertyKey, given: PropertyDescriptor): boolean {
    if (key !== 'length') return super.defineProperty(target, key, given);
    const before = (target as unknown[]).length;
    const done = defineProperty(target, 'length', given);
    if (done && state.on) this.noteLength(before, (target as unknown[]).length);
    return done;
  }

  override getOwnPropertyDescriptor(target: object, key: PropertyKey): PropertyDescriptor | undefined {
    if (key !== 'length') return super.getOwnPropertyDescriptor(target, key);
    return Object.getOwnPropertyDescriptor(target, 'length');
  }

  override noteRead(key: PropertyKey): object | undefined {
    if (key !== 'length') return super.noteRead(key);
    look(this.shadow, (this.raw as unknown[]).length);
    return undefined;
  }

  override noteWrite(key: PropertyKey, value: unknown): unknown {
    if (key !== 'length') return super.noteWrite(key, value);
    if (typeof value === 'number') this.noteLength((this.raw as unknown[]).length, value);
    return value;
  }

  private noteLength(before: number, after: number): void {
    if (before === after) return;
    if (after === 0) clear(this.shadow);
    else reorder(this.shadow, false);
  }
}
