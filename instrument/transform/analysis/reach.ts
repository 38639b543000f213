// How far one read reaches in the graph, within bounds.

import type { Graph, Point } from './graph.ts';

/** Points one read may visit. */
const MOST_POINTS = 1_000;
/** Points all reads of a module may visit: so many, and so many more for each read. */
const BASE_BUDGET = 100_000;
const BUDGET_PER_READ = 300;

export class Reach {
  private readonly graph: Graph;
  private readonly seen: Uint32Array;
  private budget: number;
  private run = 0;

  constructor(graph: Graph, reads: number) {
    this.graph = graph;
    this.seen = new Uint32Array(graph.size);
    this.budget = BASE_BUDGET + BUDGET_PER_READ * reads;
  }

  /**
   * Visits every point that the source reaches: first those it reaches by firm edges, then the others.
   * @returns false: it reaches further than the bounds allow
   */
  from(source: Point, location: string | undefined, visit: (point: Point, firmly: boolean) => void): boolean {
    this.run++;
    const queue: Point[] = [];
    let firmly = true;
    const enter = (point: Point): void => {
      if (this.seen[point] === this.run) return;
      this.seen[point] = this.run;
      queue.push(point);
      visit(point, firmly);
    };
    enter(source);
    let next = 0;
    for (; next < queue.length; next++) {
      if (this.isSpent(next)) return false;
      this.graph.ahead(queue[next] as Point, location, false, enter);
    }
    const firm = next;
    firmly = false;
    for (next = 0; next < queue.length; next++) {
      if (this.isSpent(next)) return false;
      this.graph.ahead(queue[next] as Point, location, true, enter);
      if (next >= firm) this.graph.ahead(queue[next] as Point, location, false, enter);
    }
    return true;
  }

  private isSpent(visited: number): boolean {
    return visited >= MOST_POINTS || --this.budget < 0;
  }
}
