import type { transform } from '../../instrument/transform/transform.ts';
import type { Check } from './identity-runtime.mjs';

export interface Job {
  prepare(text: string, goal: 'commonjs' | 'module', file: string): string;
  readonly check: Check | undefined;
  fault(): string | undefined;
  notes(): { texts: number; altered: number; sites: number; refused: string | undefined };
}
export declare function job(transform: Transform | undefined, options?: { checked?: boolean }): Job;
type Transform = typeof transform;
