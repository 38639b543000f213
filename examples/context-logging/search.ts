// The client of the search index, which is a server of its own.

import { Agent, get } from 'node:http';
import { text } from 'node:stream/consumers';

export interface Hit {
  title: string;
  score: number;
}

const agent = new Agent({ keepAlive: true });

/**
 * Asks the index.
 * @throws when the index does not answer, or answers with another status than 200
 */
export function search(index: URL, query: string): Promise<Hit[]> {
  const url = new URL(`/documents?q=${encodeURIComponent(query)}`, index);
  return new Promise((resolve, reject) => {
    const request = get(url, { agent, timeout: 2_000 }, (response) => {
      text(response).then((body) => {
        if (response.statusCode === 200) resolve(JSON.parse(body));
        else reject(new Error(`the index answered ${response.statusCode}`));
      }, reject);
    });
    request.once('timeout', () => request.destroy(new Error('the index did not answer in time')));
    request.once('error', reject);
  });
}
