// A graph of what flows where: points joined by edges. What a point stands for is the business of who made it.

export type Point = number;

/** Takes everything and leads to nothing. */
export const NOWHERE: Point = 0;

const NONE = -1;

/**
 * Firm edges are flows that can be named. Loose edges are flows that cannot be ruled out, such as through an object
 * that may be shared: they only ever take away certainty. The edges from a point are a chain in flat arrays, since
 * there are very many of them.
 */
export class Graph {
  private readonly first: number[] = [NONE];
  private readonly fed: boolean[] = [false];
  private readonly next: number[] = [];
  private readonly target: Point[] = [];
  private readonly loose: boolean[] = [];
  /** Reads of this location do not pass an edge: who reads it again sees what is there now. */
  private readonly except = new Map<number, string>();

  get size(): number {
    return this.first.length;
  }

  point(): Point {
    this.fed.push(false);
    return this.first.push(NONE) - 1;
  }

  /** Whether anything flows into the point so far. */
  isFed(point: Point): boolean {
    return this.fed[point] === true;
  }

  flow(from: Point, to: Point, except?: string): void {
    if (from === NOWHERE || to === NOWHERE || from === to) return;
    this.fed[to] = true;
    this.add(from, to, false, except);
  }

  mayFlow(from: Point, to: Point, except?: string): void {
    if (from === NOWHERE || to === NOWHERE || from === to) return;
    this.add(from, to, true, except);
  }

  /** Calls `enter` with the points one edge away for a read of that location. */
  ahead(from: Point, location: string | undefined, loosely: boolean, enter: (to: Point) => void): void {
    for (let edge = this.first[from] as number; edge !== NONE; edge = this.next[edge] as number) {
      if (this.loose[edge] !== loosely) continue;
      if (location !== undefined && this.except.get(edge) === location) continue;
      enter(this.target[edge] as Point);
    }
  }

  private add(from: Point, to: Point, loosely: boolean, except: string | undefined): void {
    const edge = this.target.push(to) - 1;
    this.loose.push(loosely);
    this.next.push(this.first[from] as number);
    this.first[from] = edge;
    if (except !== undefined) this.except.set(edge, except);
  }
}
