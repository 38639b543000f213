// expect: silence
// What belongs to one request is kept with it; the storage is the module's.
import { AsyncLocalStorage } from 'node:async_hooks';
import express, { type NextFunction, type Request, type Response } from 'express';
import { listening, together } from './lib/served.ts';

const context = new AsyncLocalStorage<{ user: string }>();

function authenticate(request: Request, _response: Response, next: NextFunction): void {
  context.run({ user: '' }, () => {
    const store = context.getStore();
    if (store) store.user = String(request.query.user);
    next();
  });
}

async function account(request: Request, response: Response): Promise<void> {
  await together();
  response.send(`${request.query.user} gets ${context.getStore()?.user}`);
}

const app = express();
app.use(authenticate);
app.get('/account', account);

async function main(): Promise<void> {
  const paths = ['/account?user=ann', '/account?user=bob'];
  console.log((await listening(app, (get) => Promise.all(paths.map(get)))).join(', '));
}
void main();
