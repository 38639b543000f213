// What the engine needs from outside, handed in by the detector: stacks, time, and somebody who listens.

import type { Finding } from './finding.ts';

/** In the place of a capture that was left out because nothing conspicuous had happened there; see shadow.ts. */
export const UNTAKEN = -(2 ** 29);

export const ports = {
  /** Captures the current stack; returns its number, or 0 for none. */
  capture: (): number => 0,
  /** True for a Proxy of somebody else's: looking at it would run its traps. */
  isOpaque: (_value: object): boolean => false,
  /** Milliseconds since the process started. */
  time: (): number => 0,
  /** True when two captures stand on the same line; undefined when either is no longer known. */
  sameLine: (_a: number, _b: number): boolean | undefined => undefined,
  /** True when the second access continues a function activation the first one stands in. */
  sharesActivation: (_first: number, _second: number): boolean => false,
  /** True when the second access stands in a callback that was written inside a function of the first one. */
  inCallbackOf: (_first: number, _second: number): boolean => false,
  /** True when the read of this capture is only tested in the source: compared with a literal, or for truth. */
  onlyTested: (_capture: number): boolean => false,
  /** True when the read of this capture is compared for equality in the source, in a condition or anywhere. */
  compares: (_capture: number, _anywhere: boolean): boolean => false,
  /** True when what the source writes at this capture is the opposite of something. */
  negates: (_capture: number): boolean => false,
  /** True when the source computes what it writes at this capture: there is arithmetic on its line. */
  computes: (_capture: number): boolean => false,
  /** How a write depends on an earlier read, as far as the source tells; 'unknown' where it does not. */
  depends: (_read: number, _write: number): 'data' | 'control' | 'none' | 'unknown' => 'unknown',
  /** False when a fresh look in the turn of a write has no part in it: the write goes by the earlier read. */
  countsForWrite: (_read: number, _look: number, _write: number): boolean => true,
  /** True when what was read, here or in a helper, decides whether the write happens. */
  decides: (_read: number, _write: number): boolean => false,
  /** True when the size read at the first capture is held against a limit, there or where it was asked for. */
  heldAgainstLimit: (_read: number, _write: number): boolean => false,
  /** The member named at this capture in instrumented source. */
  keyAt: (_capture: number): string | null | undefined => undefined,
  /** True when the call at this capture changes something and nobody takes its result. */
  discards: (_capture: number): boolean => false,
  /** True when the key read at the later capture comes from the list of keys made at the earlier one. */
  listed: (_list: number, _read: number): boolean => false,
  /** True when what was read at this capture is taken for an object without a test. */
  opened: (_capture: number): boolean => false,
  /** True when a member of what was read at this capture is tested. */
  rechecked: (_capture: number): boolean => false,
  /** True when the turn that looked at the first capture may have made the list that the later read's key is from. */
  mayList: (_look: number, _read: number): boolean => false,
  /** What the source does with the value read at this capture; undefined where it was not instrumented. */
  role: (_capture: number): string | undefined => undefined,
  /** True when accesses beside this one may have passed unrecorded. */
  mayHaveDozed: (_capture: number): boolean => false,
  /** A race was found. The accesses are only valid during the call. */
  found: (_finding: Finding): void => {},
  /** A fault of ours: the listener logs it once and switches the detector off. */
  fault: (_where: string, _error: unknown): void => {},
  /** Findings below this rank need not be looked for; see finding.ts. */
  lowestRank: 1,
  /** `stacks=contended`: capture only where two tasks have met. */
  contendedOnly: false,
  /** `stacks=always`: containers where nothing conspicuous happens go on capturing. */
  everyStack: false,
  /** Set when somebody asks for a capture that was left out. */
  missed: false,
};
