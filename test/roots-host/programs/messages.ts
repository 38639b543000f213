// A parent and the child it forks exchange messages in bursts; each side prints the tasks it saw.
import { fork } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { install } from '../../../instrument/roots/messages.ts';
import { RecordingHost } from '../recording-host.ts';

const host = new RecordingHost();
install(host);
const BURST = 4;

function collect(): { onMessage(): Promise<string[] | undefined> } {
  const seen: string[] = [];
  return {
    async onMessage() {
      const task = host.here();
      await sleep(2);
      seen.push(host.here() === task ? task : `lost: ${task}`);
      return seen.length === BURST ? seen : undefined;
    },
  };
}

if (process.argv[2] === 'child') {
  const { onMessage } = collect();
  process.on('message', async () => {
    const seen = await onMessage();
    if (seen === undefined) return;
    for (const task of seen) process.send?.(task);
    process.disconnect?.();
  });
} else {
  const { onMessage } = collect();
  const ofChild: unknown[] = [];
  // Forked inside a task: the messages of a child started by the first request are not all the first request's.
  const child = host.runTask('http', 'GET /first', () => fork(__filename, ['child']));
  child.on('message', async (message) => {
    ofChild.push(message);
    const seen = await onMessage();
    if (seen) console.log(JSON.stringify({ parent: seen, child: ofChild, faults: host.faults }));
  });
  for (let i = 0; i < BURST; i++) child.send?.(i);
}
