// expect: silence
// Variables and objects of one request, shared by its callbacks only.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fetchText } from './lib/served.ts';

const server = createServer((request, response) => {
  let parts = 0;
  const answer = { lines: [] as string[] };
  const add = (text: string): void => {
    const before = parts;
    answer.lines = [...answer.lines, text];
    setTimeout(() => {
      parts = before + 1;
      if (parts === 2) response.end(answer.lines.join(' and '));
      else add(`${request.url} again`);
    }, 25);
  };
  add(`${request.url}`);
});

server.listen(0, '127.0.0.1', async () => {
  const { port } = server.address() as AddressInfo;
  const answers = await Promise.all(['/a', '/b'].map((path) => fetchText(port, path)));
  console.log(answers.join('; '));
  server.close();
});
