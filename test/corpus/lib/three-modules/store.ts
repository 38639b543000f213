// The shared state of race-lost-update-across-three-modules.
import { track } from 'racewatch';

export const store: { seats: number } = track({ seats: 5 }, 'store');
