import { createTask, nodeCron, schedule } from 'node-cron';
import { handle, tell } from './story.cjs';

// One of each way to the same second: one job starts while the other waits.
const tasks =
  process.argv[3] === 'object'
    ? [nodeCron.schedule('* * * * * *', () => handle()), nodeCron.createTask('* * * * * *', () => handle())]
    : [schedule('* * * * * *', () => handle()), createTask('* * * * * *', () => handle())];
await tasks[1].start();
await tell();
for (const task of tasks) task.destroy();
