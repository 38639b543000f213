// Whether it watches right now: what was started and stopped by hand, rests in between, and what ended it for good.

/** Why it rests. */
export type Rest = 'burst' | 'budget';

export class Watching {
  private readonly turn: (watches: boolean) => void;
  private readonly listeners: ((on: boolean) => void)[] = [];
  private on = true;
  private ended = false;
  private watches = true;
  private why: Rest | undefined;

  /** @param turn is told when watching begins and ends */
  constructor(turn: (watches: boolean) => void) {
    this.turn = turn;
  }

  /** Not stopped, and not ended. It may rest. */
  get active(): boolean {
    return this.on && !this.ended;
  }

  /** Watches at this moment. */
  get now(): boolean {
    return this.watches && !this.ended;
  }

  /** Why it rests; undefined while it does not. */
  get rests(): Rest | undefined {
    return this.active ? this.why : undefined;
  }

  /** Stops until `start`, whatever the rests are. */
  stop(): void {
    if (!this.on) return;
    this.on = false;
    this.apply();
    this.tell();
  }

  /** Begins to watch at once: a rest ends. */
  start(): void {
    if (this.ended || this.now) return;
    this.on = true;
    this.why = undefined;
    this.apply();
    this.tell();
  }

  pause(why: Rest): void {
    this.why = why;
    this.apply();
  }

  resume(): void {
    this.why = undefined;
    this.apply();
  }

  /** For good; nobody is told. */
  end(): void {
    this.ended = true;
  }

  /** Calls the listener when it is started and stopped by hand. */
  onSwitch(listener: (on: boolean) => void): void {
    this.listeners.push(listener);
  }

  private apply(): void {
    const watches = this.active && this.why === undefined;
    if (watches === this.watches || this.ended) return;
    this.watches = watches;
    this.turn(watches);
  }

  private tell(): void {
    for (const listener of this.listeners) listener(this.on);
  }
}
