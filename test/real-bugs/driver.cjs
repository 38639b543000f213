// What the drivers share: which variant runs, the package of that variant, operations that overlap or do not, and
// the one line in which a driver says what came out.
'use strict';

const { task } = require('../../dist/src/index.js');

const variant = process.argv[2] ?? 'buggy';

/** The specifier of the package in the version that this variant drives: `keyv` is `keyv-buggy` or `keyv-fixed`. */
function versionOf(name) {
  return `${name}-${variant === 'fixed' ? 'fixed' : 'buggy'}`;
}

/** Runs each `[name, operation]` as a task: all at once, or in the variant `serial` one after the other. */
async function operate(...operations) {
  if (variant !== 'serial') {
    return Promise.all(operations.map(([name, operation]) => task(name, operation)));
  }
  const results = [];
  for (const [name, operation] of operations) results.push(await task(name, operation));
  return results;
}

/** Prints `right` or `wrong`, and what was seen. */
function report(right, seen) {
  console.log(`${right ? 'right' : 'wrong'}: ${seen}`);
}

module.exports = { operate, report, task, variant, versionOf };
