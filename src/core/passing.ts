// Code of the application that runs inside ours: what it returns and throws passes through, whatever fails around it.

import { ports } from './ports.ts';

/**
 * Runs `call` within `ours`. A fault of ours, before or after it, is told and changes nothing: `call` runs once.
 * @param where names the fault
 * @param ours does its part around the call it is given
 * @param call the application's; what it throws is thrown on
 */
export function passing<T>(where: string, ours: (call: () => T) => T, call: () => T): T {
  let outcome: { readonly value: T } | { readonly error: unknown } | undefined;
  const once = (): T => {
    try {
      const value = call();
      outcome = { value };
      return value;
    } catch (error) {
      outcome = { error };
      throw error;
    }
  };
  try {
    const result = ours(once);
    if (outcome !== undefined) return result;
  } catch (error) {
    if (outcome !== undefined && 'error' in outcome && outcome.error === error) throw error;
    ports.fault(where, error);
  }
  if (outcome === undefined) return call();
  if ('error' in outcome) throw outcome.error;
  return outcome.value;
}
