// The table of docs/reliability.md, made from the faults.

import type { Fault } from './table.ts';

/** One row for each boundary: how many faults, how many were survived, and what comes of them. */
export function reliabilityTable(faults: readonly Fault[], survived: (fault: Fault) => boolean): string {
  const row = (name: string, own: readonly Fault[]): string => {
    const off = own.filter(({ outcome }) => outcome.then === 'off').length;
    const cells = [name, own.length, own.filter(survived).length, off, own.length - off];
    return `| ${cells.join(' | ')} |`;
  };
  const boundaries = [...new Set(faults.map(({ boundary }) => boundary))];
  return [
    '| boundary | injected | survived | watching goes off | watching goes on |',
    '|---|---|---|---|---|',
    ...boundaries.map((name) =>
      row(
        name,
        faults.filter(({ boundary }) => boundary === name),
      ),
    ),
    row('**all**', faults),
  ].join('\n');
}
