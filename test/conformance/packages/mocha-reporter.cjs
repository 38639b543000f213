// A mocha reporter: one line of JSON for each test, into the file named by CONFORMANCE_RESULTS.

const { appendFileSync } = require('node:fs');

const file = process.env.CONFORMANCE_RESULTS;

class Lines {
  constructor(runner) {
    const note = (state) => (test, error) =>
      appendFileSync(file, `${JSON.stringify({ name: test.fullTitle(), state, error: error?.message })}\n`);
    runner.on('pass', note('pass'));
    runner.on('fail', note('fail'));
    runner.on('pending', note('skipped'));
  }
}

module.exports = Lines;
