// The load: requests over connections that are replaced all the time.

import autocannon from 'autocannon';

const CONNECTIONS = 100;
/** Requests after which a connection is replaced. */
const RECONNECT = 500;
const PATHS = ['buy', 'session', 'journal'];
const IDS = 100_003;

/**
 * Sends requests until all are answered.
 * @param onAnswer called with the number of answers so far
 * @returns how many failed
 */
export async function sendRequests(
  port: number,
  amount: number,
  onAnswer: (answered: number) => void,
): Promise<number> {
  let next = 0;
  let answered = 0;
  const options: autocannon.Options = {
    url: `http://127.0.0.1:${port}`,
    connections: CONNECTIONS,
    amount,
    reconnectRate: RECONNECT,
    timeout: 60,
    requests: [
      {
        setupRequest: (request) => ({
          ...request,
          path: `/${PATHS[next % PATHS.length]}/${next++ % IDS}`,
        }),
      },
    ],
  };
  const { non2xx, errors } = await new Promise<autocannon.Result>((resolve, reject) => {
    const instance = autocannon(options, (error, result) => (error ? reject(error) : resolve(result)));
    instance.on('response', () => onAnswer(++answered));
  });
  return non2xx + errors;
}
