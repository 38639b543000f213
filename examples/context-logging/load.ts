// The load: clients that open a new connection every few requests, as browsers and health checks do.

import autocannon from 'autocannon';

export interface LoadResult {
  /** Answers with status 200. */
  found: number;
  /** Answers with status 502, each of which the service has logged. */
  failed: number;
}

/** Sends searches to the service at `port` for so many seconds. */
export async function sendLoad(port: number, seconds: number): Promise<LoadResult> {
  const result = await autocannon({
    url: `http://localhost:${port}/search?q=live%20connections`,
    connections: 24,
    duration: seconds,
    reconnectRate: 2,
  });
  return { found: result['2xx'], failed: result['5xx'] };
}
