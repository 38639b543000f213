// What TypeScript makes of decorators, written by hand.
require('reflect-metadata');
const { Controller, Injectable, Module, Post, Scope } = require('@nestjs/common');
const { NestFactory } = require('@nestjs/core');
const { form, meet, tell } = require('./story.cjs');

const decorate = (target, ...decorators) => {
  for (const decorator of decorators.reverse()) decorator(target);
};
const takes = (...types) => Reflect.metadata('design:paramtypes', types);

class Stock {
  apples = 10;
  sold = new Map();
}
decorate(Stock, Injectable());

class Cart {
  count = 0;
}
decorate(Cart, Injectable({ scope: Scope.REQUEST }));

class Shop {
  constructor(stock, cart) {
    this.stock = stock;
    this.cart = cart;
  }

  async sell() {
    const { stock, cart } = this;
    cart.count = form === 'race' ? stock.apples : 1;
    await meet();
    if (form === 'race') stock.apples = cart.count - 1;
    else stock.apples -= cart.count;
    cart.count = 0;
    stock.sold.set('apples', (stock.sold.get('apples') ?? 0) + 1);
    return { left: stock.apples };
  }
}
Post('/sell')(Shop.prototype, 'sell', Object.getOwnPropertyDescriptor(Shop.prototype, 'sell'));
decorate(Shop, Controller('/shop'), takes(Stock, Cart));

class App {}
decorate(App, Module({ controllers: [Shop], providers: [Stock, Cart] }));

async function main() {
  const app = await NestFactory.create(App, { logger: false });
  await app.listen(0, '127.0.0.1');
  const url = `${await app.getUrl()}/shop/sell`;
  const post = async () => {
    const answer = await fetch(url, { method: 'POST', headers: { connection: 'close' } });
    return (await answer.json()).left;
  };
  tell(await Promise.all([post(), post()]));
  await app.close();
}
void main();
