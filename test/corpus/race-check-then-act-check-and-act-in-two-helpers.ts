// expect: check-then-act error hall.free
// sites: hasSeat, takeSeat, takeSeat
import { setTimeout as sleep } from 'node:timers/promises';
import { task, track } from 'racewatch';

const hall = track({ free: 1 }, 'hall');

function hasSeat(): boolean {
  return hall.free > 0;
}

function takeSeat(): void {
  hall.free -= 1;
}

async function book(): Promise<void> {
  if (!hasSeat()) return;
  await sleep(5);
  takeSeat();
}

async function main(): Promise<void> {
  await Promise.all([task('ann', book), task('bob', book)]);
  console.log(`one seat, free ${hall.free}`);
}
void main();
