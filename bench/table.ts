// The table of one run, for the terminal and for the documents.

import type { Row } from './rounds.ts';

const HEADINGS = ['measure', 'plain', 'watched', 'ratio', 'least', 'limit', ''];

export function renderTable(rows: readonly Row[], node: string): string {
  const lines = [HEADINGS, ...rows.map(cellsOf)];
  const widths = HEADINGS.map((_, column) =>
    Math.max(...lines.map((line) => (line[column] as string).length)),
  );
  const aligned = lines.map((line) =>
    line
      .map((cell, column) => (column === 0 ? cell.padEnd(width(column)) : cell.padStart(width(column))))
      .join('  ')
      .trimEnd(),
  );
  function width(column: number): number {
    return widths[column] as number;
  }
  return [`Node ${node}`, ...aligned].join('\n');
}

export function renderMarkdown(rows: readonly Row[], node: string): string {
  const headings = [`Node ${node}`, ...HEADINGS.slice(1, -1)];
  const body = rows.map((row) => cellsOf(row).slice(0, -1));
  return [headings, headings.map((_, column) => (column === 0 ? '---' : '---:')), ...body]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n');
}

function cellsOf({ measure, figures }: Row): string[] {
  const worst = measure.kind === 'set' ? ` (worst ${measure.worst})` : '';
  const { limit, title } = measure;
  return [
    title,
    `${digits(figures.plain)} ${figures.unit}`,
    `${digits(figures.other)} ${figures.unit}`,
    figures.ratio.toFixed(2),
    figures.least.toFixed(2),
    limit === undefined ? 'shown' : `${limit}${worst}`,
    isOver({ measure, figures }) ? 'OVER' : '',
  ];
}

function isOver({ measure, figures }: Row): boolean {
  if (measure.kind === 'set' && Math.max(...figures.ratios) > measure.worst) return true;
  return measure.limit !== undefined && figures.ratio > measure.limit;
}

function digits(value: number): string {
  return value >= 100 ? value.toFixed(0) : value.toPrecision(2);
}
