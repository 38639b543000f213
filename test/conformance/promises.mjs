// What the transform promises besides unchanged behaviour: lines stay where they are, each row of the table points
// at its name, and each helper is called with a site of its own kind.

const OPS = {
  o: ['read'],
  k: ['read', 'call'],
  g: ['read', 'call'],
  m: ['call'],
  v: ['read'],
  w: ['write'],
  p: ['write'],
  pq: ['write'],
  q: ['write'],
  y: undefined,
  u: ['update'],
  d: ['delete'],
  i: ['has'],
  a: ['whole'],
  e: ['whole'],
  f: ['iterate'],
  z: ['destructure'],
  x: ['variable-read'],
  l: ['variable-write'],
  lp: ['variable-write'],
  lq: ['variable-write'],
  lu: ['variable-update'],
  n: ['variable'],
  ne: ['variable'],
  xi: ['variable-read'],
  r: ['root'],
  t: ['birth'],
};
// Where the site stands among the arguments; the last one otherwise.
const SITE_AT = { u: 2, lu: 2, z: 1, ne: 0 };
const BREAK = /\r\n|[\n\r\u2028\u2029]/;

/** @returns a sentence, or undefined when the table fits the text. */
export function positionFault(text, { code, table }) {
  const lines = text.split(BREAK);
  if (code.split(BREAK).length !== lines.length) return 'the number of lines changed';
  for (const [index, { key, op, line, column }] of table.sites.entries()) {
    const rest = lines[line - 1]?.slice(column - 1);
    if (rest === undefined || column < 1)
      return `row ${index + 1} (${op} ${key}) stands at no place: ${line}:${column}`;
    const isName = key !== null && /^#?[\w$]+$/.test(key) && (op === 'read' || op === 'call');
    if (isName && !/^['"`\d\\]/.test(rest) && !rest.startsWith(key) && !/\\u/.test(rest)) {
      return `row ${index + 1} (${op} ${key}) points at ${JSON.stringify(rest.slice(0, 12))}`;
    }
  }
  return undefined;
}

/** Looks at each call of a helper. Sites count from the base, which is 0 here. */
export function siteCheck(tables, note) {
  return (key, helper, args) => {
    const ops = OPS[helper];
    if (ops === undefined) return;
    const site = args[SITE_AT[helper] ?? args.length - 1];
    const row = tables.get(key)?.sites[site - 1];
    if (row === undefined) note(`$rw${helper} with site ${String(site)}, which is in no table`);
    else if (!ops.includes(row.op)) note(`$rw${helper} at site ${site}, whose row says ${row.op} ${row.key}`);
  };
}
