// expect: check-then-act error Pool.idle
// sites: checkOut, checkOut, checkOut
import { setTimeout as sleep } from 'node:timers/promises';
import { task } from 'racewatch';

type Connection = { id: number; healthy: boolean };

class Pool {
  private readonly idle: Connection[] = [
    { id: 1, healthy: false },
    { id: 2, healthy: true },
    { id: 3, healthy: false },
  ];

  async checkOut(): Promise<Connection | undefined> {
    const at = this.idle.findIndex((connection) => connection.healthy);
    if (at < 0) return undefined;
    await sleep(20);
    return this.idle.splice(at, 1)[0];
  }
}

const pool = new Pool();

async function main(): Promise<void> {
  const [a, b] = await Promise.all([task('ann', () => pool.checkOut()), task('bob', () => pool.checkOut())]);
  console.log(`healthy ones only: gave ${a?.id} and ${b?.id}`);
}
void main();
