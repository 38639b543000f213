// Where reports go: stderr, stdout, or one file per process. Writing is synchronous, for the next thing the
// program does may be to end; and it never throws, for a report is never worth the program.

import { isatty } from 'node:tty';
import { renderJson } from './json-lines.ts';
import { LogFile } from './log-file.ts';
import type { Race } from './model.ts';
import { renderText, type TextOptions } from './text.ts';
import { type Patience, writeFully } from './write-fully.ts';

export interface SinkOptions {
  /** `stderr`, `stdout`, or a prefix: the file is then PREFIX.PID.jsonl or PREFIX.PID.txt. */
  log_path: string;
  format: 'text' | 'jsonl';
  pid: number;
  /** Number of the worker thread; 0 for the main one. Each thread writes a file of its own, PREFIX.PID-THREAD.jsonl. */
  thread?: number;
  /** Bytes after which a new file is begun, 0 for never, and how many older ones are kept. */
  rotate_size?: number;
  rotate_count?: number;
  /** Milliseconds on a steady clock. */
  now: () => number;
  /** When not given: colours for a terminal, unless NO_COLOR is set. */
  color?: boolean;
  width?: number;
  codeFrame?: TextOptions['codeFrame'];
}

export interface Sink {
  write(race: Race): void;
  /** Further sightings of a race that was written, `count` of them: a line of JSON, in text only part of the total. */
  update(race: Race): void;
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
  private readonly options: SinkOptions;
  private readonly patience: Patience = { left: PATIENCE };
  private readonly file: LogFile | undefined;
  /** The file could not be opened at first; stderr stands in for it from then on. */
  private fallback = false;
  private opened = false;
  private found = 0;
  /** Sightings beyond the first of each. */
  private again = 0;
  private announced = 0;
  private unwritten = 0;
  private lost = 0;
  private reason = '';
  /** The last write stopped in the middle of a line. */
  private torn = false;

  constructor(options: SinkOptions) {
    this.options = options;
    const { log_path, format, pid, thread } = options;
    if (log_path === 'stderr' || log_path === 'stdout') return;
    this.file = new LogFile({
      stem: `${log_path}.${thread ? `${pid}-${thread}` : pid}`,
      extension: format === 'jsonl' ? '.jsonl' : '.txt',
      rotateSize: options.rotate_size ?? 0,
      rotateCount: options.rotate_count ?? 1,
      now: options.now,
    });
  }

  get dropped(): number {
    return this.unwritten + (this.file === undefined ? 0 : this.file.lost + this.file.pending);
  }

  write(race: Race): void {
    this.found++;
    this.put(
      this.options.format === 'jsonl' ? `${renderJson(race)}\n` : renderText(race, this.textOptions()),
      true,
    );
  }

  update(race: Race): void {
    this.again += race.count;
    if (this.options.format === 'jsonl') this.put(`${renderJson(race)}\n`, true);
  }

  print(text: string): void {
    const line = text.endsWith('\n') ? text : `${text}\n`;
    if (this.options.format === 'jsonl') writeFully(STDERR, line, this.patience, this.options.now);
    else this.put(line, false);
  }

  close(): void {
    if (this.options.format === 'text' && this.found > this.announced) {
      const races = `${this.found} ${this.found === 1 ? 'race' : 'races'}`;
      const seen = this.again === 0 ? '' : `, seen ${this.found + this.again} times`;
      this.put(`Found ${races}${seen}\n`, false);
      this.announced = this.found;
    }
    this.file?.close();
    const { dropped } = this;
    const reason = this.file?.reason || this.reason;
    if (dropped > this.lost && !GONE.has(reason)) {
      const reports = `${dropped} ${dropped === 1 ? 'report' : 'reports'}`;
      this.say(`racewatch: ${reports} could not be written to ${this.target} (${reason}).`);
      this.lost = dropped;
    }
  }

  private put(text: string, counts: boolean): void {
    const file = this.usableFile();
    if (file !== undefined) {
      file.write(text);
      return;
    }
    const fd = this.options.log_path === 'stdout' ? STDOUT : STDERR;
    const failure = writeFully(fd, this.torn ? `\n${text}` : text, this.patience, this.options.now);
    this.torn = failure ? failure.partly || this.torn : false;
    if (failure === undefined) return;
    this.reason = failure.code;
    if (counts) this.unwritten++;
  }

  /** A wrong path shows at the first report, while somebody looks; what fails later is tried again. */
  private usableFile(): LogFile | undefined {
    const { file } = this;
    if (file === undefined || this.fallback) return undefined;
    if (!this.opened && !file.open()) {
      this.fallback = true;
      this.say(`racewatch: cannot open ${file.path} (${file.reason}); reports go to stderr instead.`);
      return undefined;
    }
    this.opened = true;
    return file;
  }

  private get target(): string {
    return this.file?.path ?? this.options.log_path;
  }

  private textOptions(): TextOptions {
    const { width, codeFrame, color, log_path } = this.options;
    const fd = log_path === 'stdout' ? STDOUT : STDERR;
    const onTerminal = this.usableFile() === undefined && isatty(fd) && !process.env.NO_COLOR;
    return {
      color: color ?? onTerminal,
      ...(width === undefined ? {} : { width }),
      ...(codeFrame === undefined ? {} : { codeFrame }),
    };
  }

  private say(sentence: string): void {
    writeFully(STDERR, `${sentence}\n`, this.patience, this.options.now);
  }
}
