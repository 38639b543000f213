// Findings at places that were written up often enough are only counted: writing up costs a hundred microseconds.

import { counters } from './core/counters.ts';
import type { Finding } from './core/finding.ts';
import { limits } from './core/limits.ts';
import { Sightings } from './core/sightings.ts';
import { siteOfCapture } from './stacks/capture.ts';

/** What counts as one race before it is written up: the pattern, the place in the code, who is told (`scope`). */
function kindOf({ pattern, second }: Finding, scope: string): string {
  return `${pattern}${scope} ${siteOfCapture(second.stack)}`;
}

/** Whether anything was noted at the place of a finding, or in its container. */
export function isKnownPlace({ location }: Finding): boolean {
  return location.sightings !== undefined || location.shadow.sightings !== undefined;
}

/** Notes the finding at its place; true when it belongs to a report that is there, and is only counted. */
export function isOnlyCounted(finding: Finding, scope: string): boolean {
  const { location } = finding;
  const { shadow } = location;
  const kind = kindOf(finding, scope);
  location.sightings ??= new Sightings();
  shadow.sightings ??= new Sightings();
  const here = location.sightings.add(kind);
  const around = shadow.sightings.add(kind);
  if (here < limits.writeUpsPerLocation && around < limits.writeUpsPerObject) return false;
  if (!location.sightings.count(kind) && !shadow.sightings.count(kind)) return false;
  counters.racesCounted++;
  return true;
}

/** Further findings at the place, and elsewhere in its container, count for this report. */
export function countFor(finding: Finding, scope: string, report: { count: number }): void {
  countHereFor(finding, scope, report);
  finding.location.shadow.sightings?.remember(kindOf(finding, scope), report);
}

/** As `countFor`, for findings at this very place. */
export function countHereFor(finding: Finding, scope: string, report: { count: number }): void {
  finding.location.sightings?.remember(kindOf(finding, scope), report);
}
