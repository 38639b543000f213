export interface Receipt {
  item: string;
  left: number;
}

export class Shop {
  private readonly stock = new Map<string, number>([['bicycle', 100]]);

  async buy(item: string, wait = 50): Promise<Receipt> {
    const left = this.stock.get(item) ?? 0;
    await pay(wait);
    this.stock.set(item, left - 1);
    return { item, left: left - 1 };
  }
}

async function pay(wait: number): Promise<void> {
  await new Promise((done) => setTimeout(done, wait));
}
