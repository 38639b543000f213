// An exported `let` that its own module reads and writes.
export let sold = 0;

export async function sell(confirm: () => Promise<void>): Promise<number> {
  const before = sold;
  await confirm();
  sold = before + 1;
  return sold;
}
