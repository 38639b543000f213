// What the detector keeps beside one watched container. It knows names and numbers, never the container itself.

import { ledger } from './ledger.ts';
import { limits } from './limits.ts';
import { type Access, Location } from './location.ts';
import type { ContainerKind, PathNode } from './path.ts';
import type { Sightings } from './sightings.ts';
import { Usage } from './usage.ts';

/** The key of the pseudo-location that stands for a container's size and keys. */
export const STRUCTURE: unique symbol = Symbol('size/keys');

/** Who put a container where others find it. */
export interface Publication {
  task: number;
  turn: number;
  stack: number;
}

/** Two or more keys of one object changed in one turn. */
export interface Batch {
  turn: number;
  task: number;
  locations: Location[];
}

export class Shadow {
  readonly kind: ContainerKind;
  readonly path: PathNode;
  readonly usage = new Usage();
  publication: Publication | undefined = undefined;
  /** Emptied as a whole at least once, so that a key's history must be read together with the structure's. */
  cleared = false;
  /** The first task here, and whether another one came. */
  task = -1;
  shared = false;
  /** Races seen in this container; made on the first one. */
  sightings: Sightings | undefined = undefined;
  private own: Location | undefined = undefined;
  private locations: Map<unknown, Location> | undefined = undefined;
  /** The last location asked for: repeated accesses to one key skip the look-up. */
  private last: Location | undefined = undefined;
  private lastChange: Location | undefined = undefined;
  private lastChangeTurn = 0;
  private readonly shifted: Location[] = [];
  private recentBatches: Batch[] | undefined = undefined;

  constructor(kind: ContainerKind, path: PathNode) {
    this.kind = kind;
    this.path = path;
    ledger.add(this);
  }

  /** Size, keys, order: whatever `add`, `delete`, `push`, `keys` and walking touch. Most containers never need it. */
  get structure(): Location {
    this.own ??= new Location(this, STRUCTURE);
    return this.own;
  }

  /** The location of `key`, made on first use. When the limit is reached the oldest location makes room. */
  locate(key: unknown): Location {
    const { last } = this;
    if (last !== undefined && last.key === key) return last;
    const location = this.locations?.get(key) ?? this.add(key);
    this.last = location;
    return location;
  }

  /** The location of `key` if it was touched before. */
  find(key: unknown): Location | undefined {
    return this.locations?.get(key);
  }

  /** Every location touched so far, the structure not included. */
  touched(): Iterable<Location> {
    return this.locations?.values() ?? [];
  }

  /** Locations remembered, the structure not included. */
  get size(): number {
    return this.locations?.size ?? 0;
  }

  /** Recent turns that changed several keys, latest first. */
  get batches(): readonly Batch[] {
    return this.recentBatches ?? [];
  }

  /** Notes a settled change of a key; a second one in the same turn makes a batch. */
  noteChange(location: Location, access: Access): void {
    if (this.kind !== 'object') return;
    if (typeof access.found === 'number' && typeof access.left === 'number') this.noteShift(location);
    if (this.lastChangeTurn !== access.turn || this.lastChange === undefined) {
      this.lastChange = location;
      this.lastChangeTurn = access.turn;
      return;
    }
    this.recentBatches ??= [];
    const batch = this.recentBatches[0];
    if (batch?.turn === access.turn) {
      batch.locations.push(location);
      return;
    }
    this.recentBatches.unshift({
      turn: access.turn,
      task: access.task,
      locations: [this.lastChange, location],
    });
    if (this.recentBatches.length > limits.batchesPerObject) this.recentBatches.pop();
  }

  /** Keys whose numbers were changed lately. */
  get shifts(): readonly Location[] {
    return this.shifted;
  }

  private noteShift(location: Location): void {
    if (this.shifted.includes(location)) return;
    if (this.shifted.length === limits.shiftsPerObject) this.shifted.shift();
    this.shifted.push(location);
  }

  /** Forgets everything recorded here; called when memory runs short and when the turn log restarts. */
  forget(): void {
    this.locations = undefined;
    this.last = undefined;
    this.lastChange = undefined;
    this.recentBatches = undefined;
    this.publication = undefined;
    this.cleared = false;
    this.sightings = undefined;
    this.shifted.length = 0;
    this.own?.forget();
  }

  private add(key: unknown): Location {
    this.locations ??= new Map();
    if (this.locations.size >= limits.locationsPerObject) this.evictOldest(this.locations);
    const location = new Location(this, key);
    this.locations.set(key, location);
    ledger.created();
    return location;
  }

  private evictOldest(locations: Map<unknown, Location>): void {
    const oldest = locations.keys().next();
    if (oldest.done) return;
    locations.delete(oldest.value);
    ledger.evicted(1);
  }
}
