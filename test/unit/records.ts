// What stands beside a watched value, in words: for tests that look at records.

import type { Location } from '../../src/core/location.ts';
import { BY_INDEX, CLEAR, DELETE, ITERATE, READ, REORDER, RESIZE, WRITE } from '../../src/core/ops.ts';
import { shadowOf } from '../../src/membrane/watch.ts';

const NAMES: [number, string][] = [
  [READ, 'read'],
  [WRITE, 'write'],
  [DELETE, 'delete'],
  [ITERATE, 'iterate'],
  [RESIZE, 'resize'],
  [REORDER, 'reorder'],
  [CLEAR, 'clear'],
  [BY_INDEX, 'by index'],
];

/** What the latest turn did at a location. */
export function told(location: Location): string {
  if (location.length === 0) return '';
  const { ops } = location.latest(0);
  return NAMES.filter(([bit]) => (ops & bit) !== 0)
    .map(([, name]) => name)
    .join(' ');
}

/** What is recorded beside a raw value: `key: operations`. */
export function recordsOf(raw: object): string[] {
  const shadow = shadowOf(raw);
  if (shadow === undefined) return ['not watched'];
  const lines = [...shadow.touched()].map((location) => `${String(location.key)}: ${told(location)}`);
  return [...lines, `all: ${told(shadow.structure)}`].filter((line) => !line.endsWith(': '));
}
