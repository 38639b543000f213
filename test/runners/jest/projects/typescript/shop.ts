interface Sale {
  readonly item: string;
  readonly left: number;
}

export class Shop {
  private sold: number = 0;
  readonly sales: Sale[] = [];

  async buy(item: string): Promise<Sale> {
    const sold = this.sold;
    await new Promise<void>((done) => setTimeout(done, 5));
    this.sold = sold + 1;
    return { item, left: 9 - this.sold };
  }
}
