let hits = 0;

export function shown(count: number): string {
  return count > 1 ? 'many' : 'few';
}

export async function hit(wait: () => Promise<void>): Promise<number> {
  const before = hits;
  await wait();
  hits = before + 1;
  return hits;
}

export async function never(): Promise<number> {
  hits = 0;
  return hits;
}
