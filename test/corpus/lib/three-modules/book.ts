// Writes back what `seatsLeft` read.
import { store } from './store.ts';

export function saveSeats(left: number): void {
  store.seats = left;
}
