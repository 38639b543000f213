// expect: silence
// One connection, opened by the first of three requests that follow one another; it calls back for all of them.
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { track } from 'racewatch';
import { listening } from './lib/served.ts';

const last = track({ answer: 'none' }, 'last');
const waiting: (() => void)[] = [];
let pooled: Socket | undefined;

function query(port: number, done: () => void): void {
  pooled ??= connect(port, '127.0.0.1').on('data', () => waiting.shift()?.());
  waiting.push(done);
  pooled.write('x');
}

async function main(): Promise<void> {
  const database = createServer((socket) => socket.on('data', (data) => socket.write(data)));
  await new Promise<void>((done) => database.listen(0, '127.0.0.1', done));
  const { port } = database.address() as AddressInfo;
  await listening(
    (request, response) => {
      if (request.url === '/reset') {
        last.answer = 'reset';
        response.end();
        return;
      }
      query(port, () => {
        if (request.url === '/set') last.answer = 'set';
        response.end(last.answer);
      });
    },
    async (get) => {
      // Started by the clock: no request waits for the one before.
      const answers = ['/set', '/reset', '/show'].map((path, nth) => sleep(nth * 200).then(() => get(path)));
      console.log((await Promise.all(answers)).join());
    },
  );
  pooled?.destroy();
  database.close();
}
void main();
