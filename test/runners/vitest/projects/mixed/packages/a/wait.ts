export async function wait(): Promise<void> {
  await new Promise((done) => setTimeout(done, 1000));
}
