// From results to figures: what passed plain, what passed instrumented, and the differences grouped by their error.

const group = (text) =>
  text
    .replace(/\d+/g, 'N')
    .replace(/'[^']*'|"[^"]*"|«[^»]*»/g, '…')
    .slice(0, 90);

export function summarise(results, { node, seconds }) {
  const passed = results.filter((result) => result.plain === 'pass');
  const regressions = passed.filter((result) => result.got !== 'pass');
  const refused = passed.filter((result) => result.notes?.refused !== undefined && !result.invalid);
  return {
    node,
    seconds: Math.round(seconds),
    files: new Set(results.map((result) => result.file)).size,
    runs: results.length,
    plainPassed: passed.length,
    plainFailed: results.length - passed.length,
    instrumentedPassed: passed.length - regressions.length,
    changedTexts: passed.filter((result) => result.notes?.altered > 0).length,
    sites: passed.reduce((sum, result) => sum + (result.notes?.sites ?? 0), 0),
    refused: refused.map(({ file, variant, notes }) => ({ file, variant, reason: notes.refused })),
    regressions: regressions.map(({ file, variant, got }) => ({ file, variant, got })),
  };
}

export function printSummary(summary) {
  const row = (label, value) => console.log(`${label.padEnd(22)} ${value}`);
  console.log(`test262 on ${summary.node}, ${summary.seconds} s`);
  row('files', summary.files);
  row('runs', `${summary.runs} (each variant plain and instrumented)`);
  row('passed plain', summary.plainPassed);
  row('passed instrumented', summary.instrumentedPassed);
  row('texts altered', `${summary.changedTexts}, ${summary.sites} sites`);
  row('refused, run as is', summary.refused.length);
  row('differences', summary.regressions.length);
  printGroups('refused', summary.refused, ({ reason }) => reason ?? '');
  printGroups('DIFFERENCES', summary.regressions, ({ got }) => got ?? '');
}

function printGroups(title, list, textOf) {
  if (list.length === 0) return;
  const groups = Map.groupBy
    ? Map.groupBy(list, (entry) => group(textOf(entry)))
    : list.reduce(
        (map, entry) => map.set(group(textOf(entry)), [...(map.get(group(textOf(entry))) ?? []), entry]),
        new Map(),
      );
  console.log(`\n${title}`);
  for (const [, entries] of [...groups].sort((a, b) => b[1].length - a[1].length)) {
    console.log(`  ${entries.length} × ${textOf(entries[0])}`);
    for (const { file, variant } of entries.slice(0, 8)) console.log(`      ${file} (${variant})`);
  }
}
