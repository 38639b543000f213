const cron = require('node-cron');
const { handle, tell } = require('./story.cjs');

// Two schedules of the same second: one job starts while the other waits.
const tasks = [1, 2].map(() => cron.schedule('* * * * * *', () => handle()));
void tell().then(() => {
  for (const task of tasks) task.destroy();
});
