// The inventory as a table: every Map, Set, array and object within reach of the roots, and who touched it.

import type { ContainerKind } from '../core/path.ts';
import { painter } from './layout.ts';
import { printable } from './printable.ts';

export type InventoryMark = '' | 'written by several' | 'read while written';

export interface InventoryEntry {
  path: string;
  kind: ContainerKind;
  /** Entries it held when last looked at. */
  size: number;
  /** How many objects were met at this path. */
  objects: number;
  /** Tasks that read it, and tasks that wrote it. */
  readers: number;
  writers: number;
  mark: InventoryMark;
  root: string;
}

const HEADERS = ['PATH', 'KIND', 'SIZE', 'OBJECTS', 'READERS', 'WRITERS', ''] as const;
const NUMERIC: ReadonlySet<number> = new Set([2, 3, 4, 5]);
const LONGEST_PATH = 70;

/** One table per root, marked entries first, with a line end after the last line. */
export function renderInventory(entries: readonly InventoryEntry[], options: { color: boolean }): string {
  const paint = painter(options.color);
  if (entries.length === 0) return 'Inventory: no watched state was touched.\n';
  const marked = entries.filter((entry) => entry.mark !== '').length;
  const lines = [
    paint(
      'bold',
      `Inventory of watched state: ${count(entries.length, 'path')}, ${marked} shared in a way worth a look`,
    ),
  ];
  const widths = HEADERS.map((header, column) =>
    Math.max(header.length, ...entries.map((entry) => (cells(entry)[column] ?? '').length)),
  );
  for (const root of [...new Set(entries.map((entry) => entry.root))]) {
    lines.push('', paint('bold', `${printable(root)}:`), paint('dim', row(HEADERS, widths)));
    for (const entry of ranked(entries.filter((candidate) => candidate.root === root))) {
      const line = row(cells(entry), widths);
      lines.push(entry.mark === '' ? line : paint('yellow', line));
    }
  }
  return `${lines.join('\n')}\n`;
}

function ranked(entries: readonly InventoryEntry[]): InventoryEntry[] {
  const touched = (entry: InventoryEntry) => entry.readers + entry.writers;
  return [...entries].sort(
    (one, other) =>
      Number(one.mark === '') - Number(other.mark === '') ||
      touched(other) - touched(one) ||
      (one.path < other.path ? -1 : 1),
  );
}

function cells(entry: InventoryEntry): string[] {
  return [
    printable(shortPath(entry.path)),
    entry.kind,
    String(entry.size),
    String(entry.objects),
    String(entry.readers),
    String(entry.writers),
    entry.mark === '' ? '' : `<- ${entry.mark}`,
  ];
}

/** Cut in the middle: a path is told apart by its beginning and its end. */
function shortPath(path: string): string {
  if (path.length <= LONGEST_PATH) return path;
  const half = Math.floor((LONGEST_PATH - 3) / 2);
  return `${path.slice(0, half)}...${path.slice(-half)}`;
}

function row(texts: readonly string[], widths: readonly number[]): string {
  const padded = texts.map((text, column) => {
    const width = widths[column] ?? 0;
    return NUMERIC.has(column) ? text.padStart(width) : text.padEnd(width);
  });
  return `  ${padded.join('  ')}`.trimEnd();
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
