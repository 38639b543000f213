// For tests written with QUnit that take a global one where there is one: a line of JSON for each test, into the file
// named by CONFORMANCE_RESULTS.

const { appendFileSync } = require('node:fs');
const { join } = require('node:path');

const file = process.env.CONFORMANCE_RESULTS;
const QUnit = require(join(process.cwd(), 'node_modules/qunitjs'));
// Node's own start, as its command line has it: the tests say when.
QUnit.config.autostart = false;
let problems = [];

QUnit.log(({ result, message, actual, expected }) => {
  if (!result) problems.push(`${message ?? ''} got ${String(actual)}, wanted ${String(expected)}`);
});
QUnit.testDone(({ module, name, failed, skipped }) => {
  const state = skipped ? 'skipped' : failed > 0 ? 'fail' : 'pass';
  appendFileSync(
    file,
    `${JSON.stringify({ name: `${module} ${name}`, state, error: problems.join('; ') })}\n`,
  );
  problems = [];
});
globalThis.QUnit = QUnit;
