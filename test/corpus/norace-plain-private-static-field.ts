// expect: silence
import { setTimeout as sleep } from 'node:timers/promises';
import { task } from 'racewatch';

class Ticket {
  static #last = 0;
  readonly id: number;

  private constructor(id: number) {
    this.id = id;
  }

  static async print(ms: number): Promise<Ticket> {
    await sleep(ms);
    Ticket.#last += 1;
    return new Ticket(Ticket.#last);
  }
}

async function main(): Promise<void> {
  const tickets = await Promise.all([
    task('ann', () => Ticket.print(20)),
    task('bob', () => Ticket.print(80)),
  ]);
  console.log(`two tickets: ${tickets.map(({ id }) => id).join(' and ')}`);
}
void main();
