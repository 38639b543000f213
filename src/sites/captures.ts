// A site in the place of a stack: a number that captures use for a place of which only the site is known.

const SITES = -(2 ** 30);

/** The capture number of a site without its stack. */
export function siteCapture(site: number): number {
  return SITES + site;
}

/** The site behind such a number; 0 for a capture of another kind. */
export function capturedSite(capture: number): number {
  return capture < SITES / 2 ? capture - SITES : 0;
}
