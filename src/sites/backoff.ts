// Sites that have only ever met unwatched objects sleep and are woken now and then, as LiteRace samples hot regions
// (Marino, Musuvathi, Narayanasamy, PLDI 2009). Woken by turns, so that a turn is seen from its start or not at all.

import { onEighthTurn } from '../core/turns.ts';

/** Sites beyond never sleep: a typed array ignores what is written past its end. */
const MOST_SITES = 2 ** 20;
/** Unwatched objects in a row after which a site falls asleep. */
const COLD = 256;
/** The same for a site that has just been woken. */
const DROWSY = 4;

/** 1 where accesses pass unchecked. Read by the helpers, written here only. */
export const asleep = new Uint8Array(MOST_SITES);
/** Unwatched objects that a site has met in a row. */
const met = new Uint16Array(MOST_SITES);
/** The sites that have fallen asleep since all were woken: only those that ran. */
const sleepers: number[] = [];

let dozing = true;

/** Switches the back-off; without it every access of every site is checked. */
export function setBackoff(on: boolean): void {
  dozing = on;
  if (!on) wake();
}

/** The site has met an unwatched object. */
export function unwatchedAt(site: number): void {
  const count = met[site] as number;
  if (count < COLD) met[site] = count + 1;
  else if (dozing && site < MOST_SITES) sleep(site);
}

/** The site has met a watched object: it stays awake. */
export function watchedAt(site: number): void {
  met[site] = 0;
  asleep[site] = 0;
}

/** Whether accesses of this site may have passed unseen. */
export function dozes(site: number): boolean {
  return (met[site] as number) >= COLD - DROWSY && dozing;
}

function sleep(site: number): void {
  asleep[site] = 1;
  sleepers.push(site);
}

function wake(): void {
  if (!suspended) wakeSleepers();
}

function wakeSleepers(): void {
  for (const site of sleepers) {
    if (asleep[site] === 0) continue;
    asleep[site] = 0;
    met[site] = COLD - DROWSY;
  }
  sleepers.length = 0;
}

onEighthTurn(wake);

let suspended = false;

/**
 * While nobody watches, every site sleeps: an access costs the check alone.
 * @param count how many sites there are
 */
export function suspendSites(on: boolean, count: number): void {
  suspended = on;
  if (!on) wakeSleepers();
  asleep.fill(on ? 1 : 0, 0, count + 1);
}

/** Of a site that makes objects so many are watched from birth, then one whenever it is woken. */
const FIRST_BORN = 256;
const born = new Uint16Array(MOST_SITES);

/** An object is watched from its birth at this site; while it sleeps, objects are when met in watched ones. */
export function noteBirthAt(site: number): void {
  const before = born[site] as number;
  if (before < FIRST_BORN) born[site] = before + 1;
  else if (dozing && site < MOST_SITES) sleep(site);
}
