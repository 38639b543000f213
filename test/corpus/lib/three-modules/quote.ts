// Reads what `book` writes back.
import { store } from './store.ts';

export function seatsLeft(): number {
  return store.seats;
}
