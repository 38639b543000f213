// expect: silence
import { setTimeout as sleep } from 'node:timers/promises';
import { task, track } from 'racewatch';

const tree = track({ label: 'root' }, 'tree');

async function rename(label: string, ms: number): Promise<void> {
  await sleep(ms);
  tree.label = label;
}

async function main(): Promise<void> {
  console.log(tree.label);
  await Promise.all([task('a', () => rename('a', 3)), task('b', () => rename('b', 9))]);
  console.log(tree.label);
}
void main();
