// Compares what a program reported with what its header expects. False positives and false negatives are kept
// apart; a fault is anything else that must not be: a changed output, a report that breaks the schema.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv2020 from 'ajv/dist/2020.js';
import { root } from './programs.mjs';

const schema = JSON.parse(readFileSync(join(root, 'src', 'report', 'race.schema.json'), 'utf8'));
const validate = new Ajv2020({ strict: false, validateFormats: false }).compile(schema);
const { errorsText } = Ajv2020.prototype;

/** Returns the verdict: `outcome` and one line of text per false positive, false negative and fault. */
export function judge(program, watched, plain) {
  const { reports } = watched;
  const expectedBy = (report) => program.expected.find((wanted) => matches(wanted, report, program.gap));
  const missing = program.expected.filter((wanted) => !reports.some((r) => matches(wanted, r, program.gap)));
  const loud = reports.filter((report) => report.level !== 'notice');
  const found = missing.length === 0 && program.expected.length > 0;

  const falsePositives = loud.filter((report) => !expectedBy(report)).map(describe);
  const falseNegatives = program.gap ? [] : missing.map((wanted) => explainMissing(wanted, reports));
  const faults = [...reports.flatMap(schemaFaults), ...processFaults(watched, plain)];
  if (!program.gap) {
    for (const wanted of program.expected) faults.push(...stackFaults(program, wanted, reports));
  }
  const outcome = program.gap ? (found ? 'gap closed' : 'known gap') : found ? 'found' : 'silent';
  return { name: program.name, outcome, gap: program.gap, falsePositives, falseNegatives, faults };
}

function matches(wanted, report, gap) {
  if (wanted.pattern !== report.pattern || wanted.level !== report.level) return false;
  // What a gap's location will be called is known only when it is closed.
  return gap ? report.location.path.endsWith(wanted.path) : report.location.path === wanted.path;
}

function describe({ pattern, level, location, accesses }) {
  const sites = accesses.map((access) => innermost(access)?.function ?? '?').join(', ');
  return `${pattern} ${level} ${location.path} (${sites})`;
}

function explainMissing({ pattern, level, path }, reports) {
  const instead = reports.length > 0 ? reports.map(describe).join('; ') : 'nothing';
  return `expected ${pattern} ${level} ${path}, reported: ${instead}`;
}

function schemaFaults(report) {
  return validate(report) ? [] : [`schema: ${errorsText(validate.errors)}`];
}

function processFaults(watched, plain) {
  const faults = [];
  if (watched.code !== 0) faults.push(`exit code ${watched.code} when watched: ${firstLine(watched.stderr)}`);
  if (!plain) return faults;
  if (plain.code !== 0) faults.push(`exit code ${plain.code} when plain: ${firstLine(plain.stderr)}`);
  if (plain.stdout === '') faults.push('prints nothing');
  if (plain.stdout !== watched.stdout) {
    faults.push(`stdout changed: ${JSON.stringify(plain.stdout)} became ${JSON.stringify(watched.stdout)}`);
  }
  if (plain.stderr !== watched.stderr) faults.push(`stderr changed: ${firstLine(watched.stderr)}`);
  return faults;
}

function firstLine(text) {
  return text.trim().split('\n')[0] || 'no output';
}

/** One of the matching reports must have all three sites, in original positions. */
function stackFaults(program, wanted, reports) {
  const attempts = reports
    .filter((report) => matches(wanted, report))
    .map((report) => siteFaults(program, report.accesses));
  if (attempts.length === 0 || attempts.some((faults) => faults.length === 0)) return [];
  return attempts[0];
}

function siteFaults({ sites }, accesses) {
  const roles = accesses.map((access) => access.role).join();
  if (roles !== 'first,intervening,second') return [`roles are ${roles}`];
  return accesses.flatMap((access, index) => {
    const wanted = sites?.[index];
    if (wanted === '?') return [];
    const frame = innermost(access);
    if (!frame) return [`${access.role}: no frame of the program's own (${access.stackNote ?? 'no note'})`];
    if (!/^test\/corpus\/.+\.m?ts$/.test(frame.file)) return [`${access.role}: site in ${frame.file}`];
    if (!(frame.line > 0)) return [`${access.role}: line ${frame.line}`];
    if (!wanted || named(frame.function, wanted)) return [];
    return [`${access.role}: site is ${frame.function}, expected ${wanted}`];
  });
}

function innermost(access) {
  return access.stack.find((frame) => (frame.owner ?? 'application') === 'application');
}

/** V8 writes `Account.withdraw` for a method: the last part counts. */
function named(actual, wanted) {
  return actual === wanted || actual.endsWith(`.${wanted}`) || actual.endsWith(` ${wanted}`);
}
