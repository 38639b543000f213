// The file that the reports of one thread go to: opened for its owner alone at the first report, rotated by size,
// and tried again after a failure. Never throws. What the lines say is not known here.

import { closeSync, constants, fstatSync, openSync, renameSync } from 'node:fs';
import { errorCode, type Patience, writeFully } from './write-fully.ts';

/** Lines kept for a file that cannot be written just now. */
const MOST_WAITING = 100;

export interface LogFileOptions {
  /** `/var/log/race.4711` of `/var/log/race.4711.jsonl`. */
  readonly stem: string;
  /** With its dot. */
  readonly extension: string;
  /** Bytes after which a new file is begun; 0 for never. */
  readonly rotateSize: number;
  /** Files kept beside the current one. */
  readonly rotateCount: number;
  /** Milliseconds on a steady clock. */
  readonly now: () => number;
}

export class LogFile {
  /** Texts given up. */
  lost = 0;
  /** Code of the latest failure; empty when there was none. */
  reason = '';
  private readonly options: LogFileOptions;
  private readonly patience: Patience = { left: 0 };
  private fd: number | undefined;
  private size = 0;
  private waiting: string[] = [];
  /** The last write stopped in the middle of a line. */
  private torn = false;

  constructor(options: LogFileOptions) {
    this.options = options;
  }

  get path(): string {
    return this.nameOf(0);
  }

  /** True when the file is open, or could be opened now. */
  open(): boolean {
    if (this.fd !== undefined && this.isStillThere(this.fd)) return true;
    this.letGo();
    try {
      // Appends, for a process number comes round again; follows no link somebody has put there.
      const { O_APPEND, O_CREAT, O_WRONLY, O_NOFOLLOW } = constants;
      this.fd = openSync(this.path, O_APPEND | O_CREAT | O_WRONLY | (O_NOFOLLOW ?? 0), 0o600);
      this.size = fstatSync(this.fd).size;
      return true;
    } catch (error) {
      this.reason = errorCode(error);
      return false;
    }
  }

  /** Writes what was left over, then `text`; what cannot be written now is kept for the next time, within a bound. */
  write(text: string): void {
    this.waiting.push(text);
    if (this.waiting.length > MOST_WAITING) {
      this.waiting.shift();
      this.lost++;
    }
    this.flush();
  }

  /** Lets go of the file. A later write opens it again; what still waits then is written first. */
  close(): void {
    if (this.waiting.length > 0) this.flush();
    this.letGo();
  }

  /** Texts that wait for the file to be writable again. */
  get pending(): number {
    return this.waiting.length;
  }

  private flush(): void {
    while (this.waiting.length > 0 && this.open()) {
      if (!this.put(this.waiting[0] as string)) return;
      this.waiting.shift();
    }
  }

  private put(text: string): boolean {
    const whole = this.torn ? `\n${text}` : text;
    const bytes = Buffer.byteLength(whole);
    if (this.isFull(bytes)) {
      this.rotate();
      if (!this.open()) return false;
    }
    const failure = writeFully(this.fd as number, whole, this.patience, this.options.now);
    this.torn = failure ? failure.partly || this.torn : false;
    if (failure) this.reason = failure.code;
    else this.size += bytes;
    return failure === undefined;
  }

  private isFull(bytes: number): boolean {
    const { rotateSize } = this.options;
    return rotateSize > 0 && this.size > 0 && this.size + bytes > rotateSize;
  }

  /** Each file takes the name of the next older one; renaming is atomic, so a reader finds whole files only. */
  private rotate(): void {
    this.letGo();
    this.torn = false;
    for (let age = this.options.rotateCount - 1; age >= 0; age--) {
      try {
        renameSync(this.nameOf(age), this.nameOf(age + 1));
      } catch {
        // Not there yet, or taken away by somebody.
      }
    }
  }

  private nameOf(age: number): string {
    const { stem, extension } = this.options;
    return age === 0 ? `${stem}${extension}` : `${stem}.${age}${extension}`;
  }

  /** A file whose name was removed would swallow every report that follows. */
  private isStillThere(fd: number): boolean {
    try {
      return fstatSync(fd).nlink > 0;
    } catch {
      // The program has closed our descriptor.
      return false;
    }
  }

  private letGo(): void {
    if (this.fd === undefined) return;
    try {
      closeSync(this.fd);
    } catch {
      // Closed by the program.
    }
    this.fd = undefined;
  }
}
