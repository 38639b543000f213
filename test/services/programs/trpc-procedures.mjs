import { once } from 'node:events';
import { createTRPCClient, httpBatchLink, httpLink } from '@trpc/client';
import { initTRPC } from '@trpc/server';
import { createHTTPServer } from '@trpc/server/adapters/standalone';
import story from './story.cjs';

const t = initTRPC.context().create();
const shop = t.middleware(({ next }) => next({ ctx: { own: {} } }));
const router = t.router({ sell: t.procedure.use(shop).mutation(({ ctx }) => story.sell(ctx.own)) });
const server = createHTTPServer({ router, createContext: () => ({}) });
server.listen(0, '127.0.0.1');
await once(server, 'listening');

const link = process.argv[3] === 'batch' ? httpBatchLink : httpLink;
const client = createTRPCClient({ links: [link({ url: `http://127.0.0.1:${server.address().port}` })] });
story.tell(await Promise.all([client.sell.mutate(), client.sell.mutate()]));
server.close();
server.closeIdleConnections();
