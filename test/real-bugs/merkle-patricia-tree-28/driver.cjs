// A value is looked up in a trie while its checkpoint is reverted.
'use strict';

const { promisify } = require('node:util');
const { operate, report, versionOf } = require('../driver.cjs');
const Trie = require(versionOf('merkle-patricia-tree'));

process.on('uncaughtException', (error) => {
  report(false, error.message);
  process.exitCode = 0;
});

async function main() {
  const trie = new Trie();
  await promisify(trie.put.bind(trie))('balance', 'ten');
  trie.checkpoint();
  const [value] = await operate(
    ['look up', () => promisify(trie.get.bind(trie))('balance')],
    ['revert', () => promisify(trie.revert.bind(trie))()],
  );
  report(String(value) === 'ten', `balance is ${value}`);
}
void main();
