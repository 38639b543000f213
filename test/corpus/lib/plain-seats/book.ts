// Works out what is left and waits for the payment.
import { setTimeout as sleep } from 'node:timers/promises';
import { freeSeats, saveSeats } from './store.ts';

export async function book(count: number): Promise<void> {
  const left = freeSeats() - count;
  await sleep(count * 20);
  saveSeats(left);
}
