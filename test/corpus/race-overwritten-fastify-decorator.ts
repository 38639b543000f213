// expect: overwritten error fastify.current.user
// sites: me, me, me
import type { AddressInfo } from 'node:net';
import fastify, { type FastifyRequest } from 'fastify';
import { fetchText, together } from './lib/served.ts';

const app = fastify();
app.decorate('current', { user: '' });

async function me(request: FastifyRequest): Promise<string> {
  const current = request.server.getDecorator<{ user: string }>('current');
  current.user = request.url;
  await together();
  return current.user === request.url ? 'right' : 'wrong';
}
app.get('/ann', me);
app.get('/bob', me);

async function main(): Promise<void> {
  await app.listen({ port: 0, host: '127.0.0.1' });
  const { port } = app.server.address() as AddressInfo;
  const answers = await Promise.all([fetchText(port, '/ann'), fetchText(port, '/bob')]);
  await app.close();
  console.log(answers.sort().join(', '));
}
void main();
