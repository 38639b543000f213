import { once } from 'node:events';
import { createServer } from 'node:http';
import { createSchema, createYoga } from 'graphql-yoga';
import story from './story.cjs';

const schema = createSchema({
  typeDefs: 'type Query { left: Int } type Mutation { sell: Int }',
  resolvers: { Mutation: { sell: (_parent, _args, context) => story.sell(context.own) } },
});
const yoga = createYoga({ schema, logging: false, batching: true, context: () => ({ own: {} }) });
const server = createServer(yoga).listen(0, '127.0.0.1');
await once(server, 'listening');

const post = async (body) => {
  const answer = await fetch(`http://127.0.0.1:${server.address().port}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', connection: 'close' },
    body: JSON.stringify(body),
  });
  return answer.json();
};
const sell = { query: 'mutation { sell }' };
const answers =
  process.argv[3] === 'batch' ? await post([sell, sell]) : await Promise.all([post(sell), post(sell)]);
story.tell(answers.map(({ data }) => data?.sell));
server.close();
