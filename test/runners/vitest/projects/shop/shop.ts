export interface Receipt {
  item: string;
  left: number;
}

export class Shop {
  private readonly stock = new Map<string, number>([['bicycle', 100]]);

  async buy(item: string): Promise<Receipt> {
    const left = this.stock.get(item) ?? 0;
    await pay();
    this.stock.set(item, left - 1);
    return { item, left: left - 1 };
  }
}

async function pay(): Promise<void> {
  await new Promise((done) => setTimeout(done, 50));
}
