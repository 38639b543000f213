// The outcome of each assertion and subtest in a text of the Test Anything Protocol. Points that differ in numbers
// alone are one: suites make them in loops, as many as the time or chance allows.

const POINT = /^(\s*)(not )?ok\b(?: \d+)?(?: - )?(.*?)(?:\s+#\s*(.*))?$/;

/** @returns one { name, state } for each name, with the subtests around it; it failed if one of its points did. */
export function readTap(text) {
  const results = new Map();
  const path = [];
  for (const line of text.split('\n')) {
    const subtest = line.match(/^(\s*)# Subtest: (.*)$/);
    if (subtest) path.splice(subtest[1].length / 4, path.length, subtest[2]);
    const point = line.match(POINT);
    if (!point) continue;
    const [, indent, failed, title, directive] = point;
    path.splice(indent.length / 4, path.length);
    const name = [...path, title.replace(/\s*\{$/, '')].join(' > ');
    const skipped = /^(?:skip|todo)/i.test(directive ?? '');
    const state = skipped ? 'skipped' : failed ? 'fail' : 'pass';
    const key = name.replace(/\d+/g, 'N');
    if (state === 'fail' || !results.has(key)) results.set(key, { name: key, state });
  }
  return [...results.values()];
}
