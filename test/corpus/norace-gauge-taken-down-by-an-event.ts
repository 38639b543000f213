// expect: silence
// Who shows the gauge and who takes it down are two pieces of work of one task.
import { EventEmitter } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { task, track } from 'racewatch';

const metrics = track({ inFlight: 100 }, 'metrics');

function countDown(response: EventEmitter): void {
  response.once('finish', () => {
    metrics.inFlight -= 1;
  });
}

function finish(response: EventEmitter): void {
  response.emit('finish');
}

async function health(response: EventEmitter, ms: number): Promise<number> {
  const busy = metrics.inFlight;
  await sleep(ms);
  setImmediate(finish, response);
  return busy;
}

async function request(ms: number): Promise<number> {
  const response = new EventEmitter();
  countDown(response);
  await sleep(2);
  return health(response, ms);
}

async function main(): Promise<void> {
  const busy = await Promise.all([task('a', () => request(40)), task('b', () => request(5))]);
  await sleep(10);
  console.log(busy.join(), metrics.inFlight);
}
void main();
