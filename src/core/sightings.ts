// How often races were seen at one place, by pattern and by whom they are reported to: a place that has been written
// up often enough is only counted.

/** Beyond, counting starts anew: a few more write-ups cost less than a long list. */
const MOST_PATTERNS = 64;

export class Sightings {
  private readonly counts = new Map<string, number>();
  private readonly reports = new Map<string, { count: number }>();

  /** Notes one more; returns how many there were before. */
  add(pattern: string): number {
    if (this.counts.size >= MOST_PATTERNS) {
      this.counts.clear();
      this.reports.clear();
    }
    const before = this.counts.get(pattern) ?? 0;
    this.counts.set(pattern, before + 1);
    return before;
  }

  /** The report that further sightings belong to. */
  remember(pattern: string, report: { count: number }): void {
    this.reports.set(pattern, report);
  }

  /** Counts a sighting that is not written up; false when nothing was reported here. */
  count(pattern: string): boolean {
    const report = this.reports.get(pattern);
    if (report !== undefined) report.count++;
    return report !== undefined;
  }
}

/** By location and by shadow. Few of them ever have any, so the others need no field for it. */
const places = new WeakMap<object, Sightings>();

export function sightingsAt(place: object): Sightings | undefined {
  return places.get(place);
}

export function setSightings(place: object, sightings: Sightings | undefined): void {
  if (sightings === undefined) places.delete(place);
  else places.set(place, sightings);
}
