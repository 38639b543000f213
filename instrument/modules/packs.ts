// Files of records that only ever grow: every thread that writes has one of its own, so nobody waits and nothing is
// replaced. A record that was cut off, or is being written, is none. What records hold is not known here.

import { randomBytes } from 'node:crypto';
import {
  closeSync,
  constants,
  fstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';

interface Place {
  readonly pack: Pack;
  readonly at: number;
  readonly length: number;
}

const MAGIC = 'rw2';
/** `rw2 ID LENGTH` and a line break, filled up with spaces. */
const RECORD = /^rw2 (\S+) (\d{1,15}) *\n$/;
const HEADER = 64;
/** So much is read ahead: modules are mostly loaded in the order in which they were first. */
const AHEAD = 1 << 20;
const ENDING = '.pack';
/** With more packs than these, or more bytes, what is still in use is written anew. */
const MOST_PACKS = 16;
const MOST_BYTES = 256 * 1024 * 1024;

export class Packs {
  readonly folder: string;
  private readonly places = new Map<string, Place>();
  private readonly names: string[] = [];
  private bytes = 0;
  private isRead = false;
  /** NONE when it cannot be written. */
  private own: Pack | undefined;
  private end = 0;

  constructor(folder: string) {
    this.folder = folder;
  }

  /** A record, to be used at once; undefined when there is none, or not all of it. */
  read(id: string): Buffer | undefined {
    if (!this.isRead) this.open();
    const place = this.places.get(id);
    return place?.pack.bytes(place.at, place.length);
  }

  /** @returns false when nothing can be written */
  write(id: string, bytes: Buffer): boolean {
    try {
      this.own ??= this.begin();
      if (this.own === NONE) return false;
      this.append(this.own, id, bytes);
      return true;
    } catch {
      this.own = NONE;
      return false;
    }
  }

  private append(own: Pack, id: string, bytes: Buffer): void {
    const header = `${MAGIC} ${id} ${bytes.length}`.padEnd(HEADER - 1);
    const record = Buffer.concat([Buffer.from(`${header}\n`), bytes]);
    writeSync(own.fd, record);
    this.places.set(id, { pack: own, at: this.end + HEADER, length: bytes.length });
    this.end += record.length;
  }

  private begin(): Pack {
    if (!this.isRead) this.open();
    mkdirSync(this.folder, { recursive: true, mode: 0o700 });
    const name = `${Date.now().toString(36)}-${randomBytes(6).toString('hex')}${ENDING}`;
    const own = new Pack(openSync(join(this.folder, name), 'ax+', 0o600));
    if (this.names.length > MOST_PACKS || this.bytes > MOST_BYTES) this.renew(own);
    return own;
  }

  /** Copies what the packs hold into the own one, unless it is too much, and removes them. */
  private renew(own: Pack): void {
    const places = this.bytes > MOST_BYTES ? [] : [...this.places];
    for (const [id, { pack, at, length }] of places) {
      const bytes = pack.bytes(at, length);
      if (bytes !== undefined) this.append(own, id, bytes);
    }
    for (const name of this.names) rmSync(join(this.folder, name), { force: true });
  }

  /** Files stay open: a pack may be deleted while its records are in use. */
  private open(): void {
    this.isRead = true;
    for (const name of packsIn(this.folder)) {
      try {
        const pack = openPack(join(this.folder, name));
        if (pack === undefined) continue;
        this.names.push(name);
        this.bytes += this.index(pack);
      } catch {
        // Deleted in between.
      }
    }
  }

  /** Notes the records of a pack; a later one of the same name counts. */
  private index(pack: Pack): number {
    const { size } = fstatSync(pack.fd);
    for (let at = 0; at + HEADER <= size; ) {
      const header = pack.bytes(at, HEADER)?.toString('latin1') ?? '';
      const [, id = '', length] = RECORD.exec(header) ?? [];
      const place = { pack, at: at + HEADER, length: Number(length) };
      at = place.at + place.length;
      // Behind what is no header nothing can be found.
      if (!(at <= size)) break;
      this.places.set(id, place);
    }
    return size;
  }
}

/** One open file of records, read in large pieces. */
class Pack {
  readonly fd: number;
  private piece = Buffer.alloc(0);
  private start = 0;

  constructor(fd: number) {
    this.fd = fd;
  }

  /** What stands at a place, as long as nothing else is read; undefined when it ends before. */
  bytes(at: number, length: number): Buffer | undefined {
    try {
      if (at < this.start || at + length > this.start + this.piece.length) this.fill(at, length);
      const from = at - this.start;
      return from + length <= this.piece.length ? this.piece.subarray(from, from + length) : undefined;
    } catch {
      return undefined;
    }
  }

  private fill(at: number, length: number): void {
    const piece = Buffer.allocUnsafeSlow(Math.max(AHEAD, length));
    this.piece = piece.subarray(0, readSync(this.fd, piece, 0, piece.length, at));
    this.start = at;
  }
}

const UNWAITING = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (constants.O_NOFOLLOW ?? 0);
const OTHERS_MAY_WRITE = 0o022;

/** What is in a pack is run: one that somebody else has made, or can write to, is none of ours. */
function openPack(path: string): Pack | undefined {
  // A pipe under the name of a pack would be waited for.
  const fd = openSync(path, UNWAITING);
  const { uid, mode } = fstatSync(fd);
  const own = process.getuid?.();
  const isOurs = own === undefined || ((uid === own || uid === 0) && (mode & OTHERS_MAY_WRITE) === 0);
  if (isOurs && (mode & constants.S_IFMT) === constants.S_IFREG) return new Pack(fd);
  closeSync(fd);
  return undefined;
}

/** Stands for a pack that cannot be written. */
const NONE = new Pack(-1);

/** In the order in which they were begun. */
function packsIn(folder: string): string[] {
  try {
    return readdirSync(folder)
      .filter((name) => name.endsWith(ENDING))
      .sort();
  } catch {
    return [];
  }
}
