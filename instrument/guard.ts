// Whether the detector may start in this process. What starts it is `register.ts`.

import { isMainThread, parentPort } from 'node:worker_threads';

export type Decision = { readonly ok: true } | { readonly ok: false; readonly message: string };

/** The oldest Node that Racewatch is tested on. */
const OLDEST = [20, 19] as const;

/**
 * Decides once, before anything is touched. Never throws.
 * @param claim takes the process for this copy, or says which copy has it already
 * @param versions those of the runtime, `process.versions`
 */
export function mayStart(
  claim: () => Decision,
  versions: Readonly<Record<string, string | undefined>> = process.versions,
): Decision {
  try {
    const foreign = ['bun', 'deno'].find((name) => versions[name] !== undefined);
    if (foreign !== undefined) return refuse(`Racewatch needs Node.js and does not watch under ${foreign}`);
    if (!recentEnough(versions.node ?? '')) {
      return refuse(
        `Racewatch needs Node.js ${OLDEST.join('.')} or newer, this is ${versions.node ?? 'unknown'}`,
      );
    }
    if (isLoaderThread()) return refuse('');
    return claim();
  } catch (error) {
    return refuse(`Racewatch cannot start: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** Node's own thread for load hooks, where preloads run as well: only a program's threads have a parent's port. */
export function isLoaderThread(): boolean {
  return !isMainThread && parentPort === null;
}

function refuse(message: string): Decision {
  return { ok: false, message };
}

function recentEnough(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1]);
}
