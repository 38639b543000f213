// expect: overwritten error app.settings.user
// sites: me, me, me
import express, { type Request, type Response } from 'express';
import { listening, together } from './lib/served.ts';

const app = express();

async function me(request: Request, response: Response): Promise<void> {
  app.set('user', request.path);
  await together();
  response.send(app.get('user') === request.path ? 'right' : 'wrong');
}
app.get('/ann', me);
app.get('/bob', me);

async function main(): Promise<void> {
  const answers = await listening(app, (get) => Promise.all([get('/ann'), get('/bob')]));
  console.log(answers.sort().join(', '));
}
void main();
