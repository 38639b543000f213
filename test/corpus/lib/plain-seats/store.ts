// The variable, and who may look at it and change it. Nothing here awaits.
let seats = 5;

export function freeSeats(): number {
  return seats;
}

export function saveSeats(left: number): void {
  seats = left;
}
