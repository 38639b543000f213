// Where reports go: stderr, stdout, or one file per process. Writing is synchronous, for the next thing the
// program does may be to end; and it never throws, for a report is never worth the program.

import { closeSync, constants, openSync } from 'node:fs';
import { isatty } from 'node:tty';
import { renderJson } from './json-lines.ts';
import type { Race } from './model.ts';
import { renderText, type TextOptions } from './text.ts';
import { errorCode, type Patience, writeFully } from './write-fully.ts';

export interface SinkOptions {
  /** `stderr`, `stdout`, or a prefix: the file is then PREFIX.PID.jsonl or PREFIX.PID.txt. */
  log_path: string;
  format: 'text' | 'jsonl';
  pid: number;
  /** Number of the worker thread; 0 for the main one. Each thread writes a file of its own, PREFIX.PID-THREAD.jsonl. */
  thread?: number;
  /** Milliseconds on a steady clock. */
  now: () => number;
  /** When not given: colours for a terminal, unless NO_COLOR is set. */
  color?: boolean;
  width?: number;
  codeFrame?: TextOptions['codeFrame'];
}

export interface Sink {
  write(race: Race): void;
  /** Text of ours that is no report, such as the inventory; beside JSON lines it goes to stderr. */
  print(text: string): void;
  /** Says how many races were found and lets go of the file. A later write opens it again. */
  close(): void;
  /** Reports that could not be written. */
  readonly dropped: number;
}

const STDOUT = 1;
const STDERR = 2;
/** A reader that does not read may hold the program up this long in all, in milliseconds. */
const PATIENCE = 2000;
/** The reader has gone; it does not want to hear that. */
const GONE: ReadonlySet<string> = new Set(['EPIPE', 'EOF', 'ECONNRESET']);

export function openSink(options: SinkOptions): Sink {
  return new ReportSink(options);
}

class ReportSink implements Sink {
  dropped = 0;
  private readonly options: SinkOptions;
  private readonly patience: Patience = { left: PATIENCE };
  private file: number | undefined;
  /** The file could not be opened; stderr stands in for it from then on. */
  private fallback = false;
  private found = 0;
  private announced = 0;
  private lost = 0;
  private reason = '';
  /** The last write stopped in the middle of a line. */
  private torn = false;

  constructor(options: SinkOptions) {
    this.options = options;
  }

  write(race: Race): void {
    this.found++;
    const fd = this.descriptor();
    const text =
      this.options.format === 'jsonl' ? `${renderJson(race)}\n` : renderText(race, this.textOptions(fd));
    if (!this.put(fd, text)) this.dropped++;
  }

  print(text: string): void {
    const beside = this.options.format === 'jsonl' ? STDERR : this.descriptor();
    writeFully(beside, text.endsWith('\n') ? text : `${text}\n`, this.patience, this.options.now);
  }

  close(): void {
    if (this.options.format === 'text' && this.found > this.announced) {
      this.put(this.descriptor(), `Found ${this.found} ${this.found === 1 ? 'race' : 'races'}\n`);
      this.announced = this.found;
    }
    if (this.dropped > this.lost && !GONE.has(this.reason)) {
      const reports = `${this.dropped} ${this.dropped === 1 ? 'report' : 'reports'}`;
      this.say(`racewatch: ${reports} could not be written to ${this.target()} (${this.reason}).`);
      this.lost = this.dropped;
    }
    if (this.file === undefined) return;
    try {
      closeSync(this.file);
    } catch {
      // The program has closed our descriptor; there is nothing left to let go of.
    }
    this.file = undefined;
  }

  private put(fd: number, text: string): boolean {
    const failure = writeFully(fd, this.torn ? `\n${text}` : text, this.patience, this.options.now);
    this.torn = failure ? failure.partly || this.torn : false;
    if (failure) this.reason = failure.code;
    return failure === undefined;
  }

  private descriptor(): number {
    const { log_path } = this.options;
    if (log_path === 'stdout') return STDOUT;
    if (log_path === 'stderr' || this.fallback) return STDERR;
    this.file ??= this.openFile();
    return this.file ?? STDERR;
  }

  private openFile(): number | undefined {
    try {
      // Appends, for a process number comes round again; follows no link somebody has put there.
      const { O_APPEND, O_CREAT, O_WRONLY, O_NOFOLLOW } = constants;
      return openSync(this.target(), O_APPEND | O_CREAT | O_WRONLY | (O_NOFOLLOW ?? 0), 0o600);
    } catch (error) {
      this.fallback = true;
      this.say(
        `racewatch: cannot open ${this.target()} (${errorCode(error)}); reports go to stderr instead.`,
      );
      return undefined;
    }
  }

  private target(): string {
    const { log_path, format, pid, thread } = this.options;
    if (log_path === 'stderr' || log_path === 'stdout') return log_path;
    return `${log_path}.${thread ? `${pid}-${thread}` : pid}.${format === 'jsonl' ? 'jsonl' : 'txt'}`;
  }

  private textOptions(fd: number): TextOptions {
    const { width, codeFrame, color } = this.options;
    return {
      color: color ?? (fd <= STDERR && isatty(fd) && !process.env.NO_COLOR),
      ...(width === undefined ? {} : { width }),
      ...(codeFrame === undefined ? {} : { codeFrame }),
    };
  }

  private say(sentence: string): void {
    writeFully(STDERR, `${sentence}\n`, this.patience, this.options.now);
  }
}
