// expect: dirty-read error app.menu
// sites: refresh, serve, refresh
import { setTimeout as sleep } from 'node:timers/promises';
import { task, track } from 'racewatch';

const app = track({ menu: ['tea', 'cake'] }, 'app');

async function refresh(): Promise<void> {
  app.menu.length = 0;
  await sleep(45);
  app.menu.push('tea', 'pie');
}

async function serve(): Promise<number> {
  await sleep(5);
  return app.menu.length;
}

async function main(): Promise<void> {
  const [dishes] = await Promise.all([task('serve', serve), task('refresh', refresh)]);
  console.log(`${dishes} dishes`);
}
void main();
