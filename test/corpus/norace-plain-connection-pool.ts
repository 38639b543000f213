// expect: silence
// Taken and given back in one turn each; who finds none waits for one that is handed over.
import { setTimeout as sleep } from 'node:timers/promises';
import { task } from 'racewatch';

type Connection = { id: number; queries: number };

class Pool {
  private readonly idle: Connection[] = [
    { id: 1, queries: 0 },
    { id: 2, queries: 0 },
  ];
  private readonly waiting: ((connection: Connection) => void)[] = [];

  async take(): Promise<Connection> {
    return this.idle.pop() ?? new Promise((given) => this.waiting.push(given));
  }

  give(connection: Connection): void {
    const next = this.waiting.shift();
    if (next) next(connection);
    else this.idle.push(connection);
  }

  get size(): number {
    return this.idle.length;
  }
}

const pool = new Pool();

async function query(ms: number): Promise<number> {
  const connection = await pool.take();
  const before = connection.queries;
  await sleep(ms);
  connection.queries = before + 1;
  pool.give(connection);
  return connection.id;
}

async function main(): Promise<void> {
  const ids = await Promise.all([20, 60, 80].map((ms) => task(`query ${ms}`, () => query(ms))));
  console.log(`by ${ids.join()}, ${pool.size} idle`);
}
void main();
