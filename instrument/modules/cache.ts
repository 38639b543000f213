// The cache on disk: what the transform made of a text, under the hash of all that decides it. What cannot be read
// or does not add up is no entry.

import { hash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import type { ModuleTable } from '../../src/sites/model.ts';
import { Packs } from './packs.ts';

/** What the transform made of one text: code, the refusal of the parser, or nothing to do. */
export type Outcome =
  | { readonly kind: 'code'; readonly code: string; readonly sites: number; readonly prefix: string }
  | { readonly kind: 'unparsed'; readonly message: string; readonly line: number; readonly column: number }
  | { readonly kind: 'unchanged' };

export interface Cache {
  get(id: string): Outcome | undefined;
  table(id: string): ModuleTable | undefined;
  map(id: string): object | undefined;
  /** @returns false when it could not be written */
  put(id: string, outcome: Outcome): boolean;
  putTable(id: string, table: ModuleTable): boolean;
  putMap(id: string, map: object): boolean;
}

export const NO_CACHE: Cache = {
  get: () => undefined,
  table: () => undefined,
  map: () => undefined,
  put: () => true,
  putTable: () => true,
  putMap: () => true,
};

/** The name of what is made from a text; `parts` are all that decides what becomes of it. */
export function idOf(...parts: readonly string[]): string {
  return hash('sha256', parts.join('\0')).slice(0, 40);
}

/** A cache in a folder, which is made when the first entry is written. */
export function cacheIn(folder: string): Cache {
  const packs = new Packs(folder);
  return {
    get(id) {
      const bytes = unsealed(packs.read(id));
      return bytes && readOutcome(bytes);
    },
    table(id) {
      const bytes = unsealed(packs.read(id));
      return bytes && (JSON.parse(bytes.toString()) as ModuleTable);
    },
    map(id) {
      const bytes = unsealed(packs.read(id));
      return bytes && (JSON.parse(bytes.toString()) as object);
    },
    put: (id, outcome) => packs.write(id, sealed(writeOutcome(outcome))),
    putTable: (id, table) => packs.write(id, sealed(JSON.stringify(table))),
    putMap: (id, map) => packs.write(id, sealed(JSON.stringify(map))),
  };
}

/** Letters of the checksum that stands in front of every record: it finds what was cut or mixed up. */
const SEAL = 8;

function sealed(text: string): Buffer {
  const bytes = Buffer.from(text);
  return Buffer.concat([Buffer.from(checksum(bytes)), bytes]);
}

function unsealed(bytes: Buffer | undefined): Buffer | undefined {
  if (bytes === undefined || bytes.length <= SEAL) return undefined;
  const sealed = bytes.subarray(SEAL);
  return bytes.toString('latin1', 0, SEAL) === checksum(sealed) ? sealed : undefined;
}

function checksum(bytes: Buffer): string {
  return crc32(bytes).toString(16).padStart(SEAL, '0');
}

const LINE_END = 10;
const CODE = /^(\d+) (\S+)$/;

/** One line, then the code: the number of sites and the prefix of the names, or JSON for what has no code. */
function writeOutcome(outcome: Outcome): string {
  if (outcome.kind !== 'code') return `${JSON.stringify(outcome)}\n`;
  return `${outcome.sites} ${outcome.prefix}\n${outcome.code}`;
}

function readOutcome(bytes: Buffer): Outcome {
  const end = bytes.indexOf(LINE_END);
  const head = bytes.toString('utf8', 0, end);
  const [, sites, prefix] = CODE.exec(head) ?? [];
  if (sites === undefined || prefix === undefined) return JSON.parse(head) as Outcome;
  return { kind: 'code', code: bytes.toString('utf8', end + 1), sites: Number(sites), prefix };
}
