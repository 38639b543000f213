// A bank whose namespace is entered once, around `listen`, in place of once for each request: all
// requests inherit the same context. `--fixed` enters it in the request listener.

import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { createNamespace } from 'cls-hooked';

const balances = new Map([
  ['ada', 1815],
  ['grace', 1906],
  ['edsger', 1930],
]);

const bank = createNamespace('bank');
const fixed = process.argv.includes('--fixed');

async function checkSignature(): Promise<void> {
  await sleep(50);
}

async function showBalance(request: IncomingMessage, response: ServerResponse): Promise<void> {
  bank.set('user', request.headers['x-user']);
  await checkSignature();
  const user: string = bank.get('user');
  response.end(JSON.stringify({ user, balance: balances.get(user) }));
}

const server = createServer((request, response) => {
  if (fixed) bank.run(() => void showBalance(request, response));
  else void showBalance(request, response);
});

async function ask(port: number, user: string): Promise<boolean> {
  const answer = await fetch(`http://localhost:${port}/balance`, { headers: { 'x-user': user } });
  const body = (await answer.json()) as { user: string };
  return body.user === user;
}

async function main(): Promise<void> {
  const { port } = server.address() as AddressInfo;
  const answers = await Promise.all([...balances.keys()].map((user) => ask(port, user)));
  const mixed = answers.filter((own) => !own).length;
  console.log(`${answers.length} customers, ${mixed} were shown another's balance`);
  server.close();
  server.closeAllConnections();
}

if (fixed) server.listen(0, main);
else bank.run(() => server.listen(0, main));
