// The second server: a small index that scores its documents against the query.

import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

const titles = [
  'A map of the live connections',
  'Connections that open and close',
  'How a logger walks its context',
  'Reading while another is writing',
  'What happens between two awaits',
];

function score(title: string, words: readonly string[]): number {
  const text = title.toLowerCase();
  return words.filter((word) => text.includes(word)).length;
}

const server = createServer((request, response) => {
  const query = new URL(request.url ?? '/', 'http://index').searchParams.get('q') ?? '';
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  const hits = titles
    .map((title) => ({ title, score: score(title, words) }))
    .filter((hit) => hit.score > 0)
    .sort((a, b) => b.score - a.score);
  response.writeHead(200, { 'content-type': 'application/json' });
  response.end(JSON.stringify(hits));
});

server.listen(Number(process.env.PORT ?? 0), () => {
  process.send?.({ port: (server.address() as AddressInfo).port });
});
