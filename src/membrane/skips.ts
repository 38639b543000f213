// Values left alone, counted by reason: silence about what is not watched would look like "no race".

const counts = new Map<string, number>();

/** How many values were left alone, by reason. */
export function skipped(): ReadonlyMap<string, number> {
  return counts;
}

export function skip(reason: string): void {
  counts.set(reason, (counts.get(reason) ?? 0) + 1);
}
