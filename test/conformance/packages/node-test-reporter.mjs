// A reporter of node:test: one line of JSON for each test, into the file named by CONFORMANCE_RESULTS.

import { appendFileSync } from 'node:fs';
import { relative } from 'node:path';

const file = process.env.CONFORMANCE_RESULTS;

const note = ({ name, file: from, nesting, skip, todo, details }, state) => {
  const line = {
    name: `${relative(process.cwd(), from ?? '')} ${'>'.repeat(nesting)} ${name}`,
    state: skip !== undefined || todo !== undefined ? 'skipped' : state,
    error: state === 'fail' ? String(details?.error?.cause?.message ?? details?.error?.message) : undefined,
  };
  appendFileSync(file, `${JSON.stringify(line)}\n`);
};

export default async function* reporter(source) {
  for await (const { type, data } of source) {
    if (type === 'test:pass') note(data, 'pass');
    if (type === 'test:fail') note(data, 'fail');
  }
  yield '';
}
