// Amounts with a unit, as people write them: `64MB`, `10s`, `5%`. Read into bytes, milliseconds and fractions of one.

export type Unit = 'size' | 'duration' | 'share';

const UNITS: Readonly<Record<Unit, Readonly<Record<string, number>>>> = {
  size: { b: 1, kb: 2 ** 10, mb: 2 ** 20, gb: 2 ** 30 },
  duration: { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 },
  share: { '%': 0.01 },
};

/** How each unit is written, for help and for the sentence that says what would be right. */
export const WRITTEN: Readonly<Record<Unit, string>> = {
  size: 'a size such as 512KB or 64MB',
  duration: 'a time such as 500ms, 10s or 5m',
  share: 'a share such as 5% or 0.05',
};

/** The value, at least 0 and for shares at most 1; undefined for what is none. Zero needs no unit, nor does a share. */
export function readAmount(unit: Unit, written: unknown): number | undefined {
  if (typeof written !== 'string' && typeof written !== 'number') return undefined;
  const [, digits, word = ''] = /^(\d{1,12}(?:\.\d{1,6})?) ?([a-z%]*)$/i.exec(String(written)) ?? [];
  if (digits === undefined) return undefined;
  const bare = word === '' && (unit === 'share' || Number(digits) === 0);
  const factor = bare ? 1 : UNITS[unit][word.toLowerCase()];
  if (factor === undefined) return undefined;
  const value = Number(digits) * factor;
  if (unit === 'share') return value <= 1 ? value : undefined;
  return Math.round(value);
}

/** The value in the largest unit that divides it. */
export function writeAmount(unit: Unit, value: number): string {
  if (unit === 'share') return `${Math.round(value * 1e6) / 1e4}%`;
  if (value === 0) return '0';
  const fitting = Object.entries(UNITS[unit]).filter(([, factor]) => value % factor === 0);
  const [word, factor] = fitting.at(-1) ?? ['', 1];
  return `${value / factor}${unit === 'size' ? word.toUpperCase() : word}`;
}
