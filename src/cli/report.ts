// `racewatch report`: logs in, one report out.

import { appendFileSync, existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { RANK } from '../core/finding.ts';
import type { MergedLog } from '../log/model.ts';
import { reasonOf } from '../log/reason.ts';
import { symbolicate } from '../log/symbolicate.ts';
import { formatGithub } from '../report/formats/github.ts';
import { formatJsonLines } from '../report/formats/json-lines.ts';
import { formatJunit } from '../report/formats/junit.ts';
import { formatMarkdown } from '../report/formats/markdown.ts';
import { damagedLines, type Format, type FormatContext, type GroupBy } from '../report/formats/model.ts';
import { formatSarif, leftOutOfSarif } from '../report/formats/sarif.ts';
import { formatText } from '../report/formats/text.ts';
import { formatTrace } from '../report/formats/trace.ts';
import { renderHtml } from '../report/html/render.ts';
import { plural } from '../report/words.ts';
import type { OptionsOf } from './commands.ts';
import { exitCodeOf } from './exit-codes.ts';
import { loadAccepted, loadLogs, sourcesOf, without } from './logs.ts';
import { columns, few, put, refuse, say, wantsColour } from './output.ts';
import { patternPage, version } from './package.ts';
import { codeBelow } from './source-code.ts';

/** GitHub takes summaries of up to a megabyte; the Markdown report keeps well below. */
const STEP_SUMMARY = 'GITHUB_STEP_SUMMARY';

const FORMATS: Record<OptionsOf<'report'>['format'], Format> = {
  text: formatText,
  html: formatHtml,
  sarif: formatSarif,
  github: formatGithub,
  junit: formatJunit,
  trace: formatTrace,
  markdown: formatMarkdown,
  jsonl: formatJsonLines,
};

/**
 * Writes the report.
 * @returns the exit code
 * @throws Refusal when the input or the output cannot be used
 */
export async function report(options: OptionsOf<'report'>, words: readonly string[]): Promise<number> {
  const { level, fail_on } = options;
  if (fail_on !== 'never' && RANK[fail_on] < RANK[level]) {
    refuse(
      `--fail-on ${fail_on} is below --level ${level}, which leaves those races out: use --level ${fail_on}`,
    );
  }
  const accepted = loadAccepted(options.suppressions, options.baseline);
  const files = sourcesOf(words);
  if (options.output !== '') keepLogs(options, files);
  const read = await loadLogs(files, { most: options.max_races, level });
  const log = mapped(without(read.log, accepted), options.source_maps);
  const context = contextOf(options.group_by, options.output !== '');
  put(FORMATS[options.format](log, context), options.output);
  if (options.format === 'github') summarize(log, context);
  if (options.format === 'sarif') for (const line of leftOutOfSarif(log)) say(line);
  if (options.suppressions !== '') for (const line of accepted.report()) say(line);
  return exitCodeOf(log, fail_on, read.incomplete);
}

/** A shell may have put a log where the name of the report was meant to be. */
function keepLogs({ output, format }: OptionsOf<'report'>, files: readonly string[]): void {
  if (files.some((file) => resolve(file) === resolve(output))) {
    refuse(`--output ${output} is one of the logs; write to another file`);
  }
  if (format !== 'jsonl' && output.endsWith('.jsonl') && existsSync(output)) {
    refuse(`--output ${output} is there and is named as a log; write to another file`);
  }
}

/** Takes the frames back to their source, where a folder of maps is given, and says what came of it. */
export function mapped(log: MergedLog, folder: string): MergedLog {
  if (folder === '') return log;
  const done = symbolicate(log, folder);
  if (!done.ok) refuse(done.message);
  const { log: original, frames, unmapped, refused } = done.value;
  const none =
    unmapped.length === 0 ? '' : `; ${plural(unmapped.length, 'file')} without a map there: ${few(unmapped)}`;
  say(`${plural(frames, 'frame')} taken back to the source by the maps in ${folder}${none}`);
  if (refused.length > 0) say(`not read, for their maps lie outside of ${folder}: ${few(refused)}`);
  return original;
}

export function contextOf(groupBy: GroupBy, toFile: boolean): FormatContext {
  return {
    version: version(),
    color: !toFile && wantsColour(),
    width: columns(),
    groupBy,
    generated: new Date().toISOString(),
    codeFrame: codeBelow(process.cwd()),
    page: patternPage,
  };
}

function summarize(log: MergedLog, context: FormatContext): void {
  const file = process.env[STEP_SUMMARY];
  if (file === undefined || file === '') return;
  try {
    appendFileSync(file, formatMarkdown(log, context));
  } catch (error) {
    say(`cannot add to the summary of the step: ${reasonOf(error)}`);
  }
}

/** Its text is a page that the build makes; without it there is a sentence instead. */
function formatHtml(log: MergedLog, { codeFrame, generated }: FormatContext): string {
  try {
    return renderHtml(
      log.races.map(({ race }) => race),
      {
        title: 'Racewatch report',
        sources: log.sources,
        generated,
        damagedLines: damagedLines(log),
        codeFrame,
      },
    );
  } catch (error) {
    return refuse(error instanceof Error ? error.message : String(error));
  }
}
