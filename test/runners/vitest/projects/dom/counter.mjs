/** A counter in the page, which asks the server before it adds. */
export class Counter {
  #shown;
  count = 0;

  constructor(shown) {
    this.#shown = shown;
  }

  async add() {
    const { count } = this;
    await new Promise((done) => setTimeout(done, 50));
    this.count = count + 1;
    this.#shown.textContent = String(this.count);
  }
}
