import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import story from './story.cjs';

const server = new ApolloServer({
  typeDefs: 'type Query { left: Int } type Mutation { sell: Int }',
  // The operations of a batch share their context.
  resolvers: { Mutation: { sell: () => story.sell({}) } },
  allowBatchedHttpRequests: true,
});
const { url } = await startStandaloneServer(server, { listen: { port: 0, host: '127.0.0.1' } });

const post = async (body) => {
  const answer = await fetch(url, {
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
await server.stop();
