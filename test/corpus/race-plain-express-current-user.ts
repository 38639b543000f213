// expect: overwritten error currentUser
// sites: authenticate, authenticate, account
// One variable for all requests: the middleware writes it, the handler reads it back after an await.
import express, { type NextFunction, type Request, type Response } from 'express';
import { listening, together } from './lib/served.ts';

let currentUser = '';

function authenticate(request: Request, _response: Response, next: NextFunction): void {
  currentUser = String(request.query.user);
  next();
}

async function account(request: Request, response: Response): Promise<void> {
  await together();
  response.send(`${request.query.user} gets ${currentUser}`);
}

const app = express();
app.use(authenticate);
app.get('/account', account);

async function main(): Promise<void> {
  const answers = await listening(app, (get) =>
    Promise.all([get('/account?user=ann'), get('/account?user=bob')]),
  );
  const right = answers.filter((answer) => ['ann gets ann', 'bob gets bob'].includes(answer));
  console.log(`right answers: ${right.length} of 2`);
}
void main();
