// A profile service that keeps "the current user" in a decorator. A decorator of the instance is one
// object for all requests. `--fixed` decorates the request.

import { setTimeout as sleep } from 'node:timers/promises';
import Fastify, { type FastifyInstance } from 'fastify';

declare module 'fastify' {
  interface FastifyInstance {
    session: { user: string };
  }
  interface FastifyRequest {
    user: string;
  }
}

const greetings = new Map([
  ['ada', 'Good morning'],
  ['grace', 'Ahoy'],
  ['edsger', 'Goedemorgen'],
]);

async function loadProfile(): Promise<void> {
  await sleep(50);
}

function addSharedSession(app: FastifyInstance): void {
  app.decorate('session', { user: '' });

  app.addHook('onRequest', async (request) => {
    app.session.user = String(request.headers['x-user']);
  });

  app.get('/hello', async () => {
    await loadProfile();
    const user = app.session.user;
    return { user, text: greetings.get(user) };
  });
}

function addSessionPerRequest(app: FastifyInstance): void {
  app.decorateRequest('user', '');

  app.addHook('onRequest', async (request) => {
    request.user = String(request.headers['x-user']);
  });

  app.get('/hello', async (request) => {
    await loadProfile();
    return { user: request.user, text: greetings.get(request.user) };
  });
}

async function visit(address: string, user: string): Promise<boolean> {
  const answer = await fetch(`${address}/hello`, { headers: { 'x-user': user } });
  const body = (await answer.json()) as { user: string };
  return body.user === user;
}

async function main(): Promise<void> {
  const app = Fastify();
  if (process.argv.includes('--fixed')) addSessionPerRequest(app);
  else addSharedSession(app);

  const address = await app.listen({ port: 0 });
  const visits = await Promise.all([...greetings.keys()].map((user) => visit(address, user)));
  const strangers = visits.filter((own) => !own).length;
  console.log(`${visits.length} visitors, ${strangers} greeted as somebody else`);
  await app.close();
}

void main();
