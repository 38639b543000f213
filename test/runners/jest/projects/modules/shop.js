export let sold = 0;

export async function buy() {
  const before = sold;
  await new Promise((done) => setTimeout(done, 5));
  sold = before + 1;
}
