/** @jest-environment jsdom */
const { buy } = require('../shop.js');

test('two buyers in a document', async () => {
  document.body.innerHTML = '<p>sale</p>';
  await Promise.all([buy('bicycle'), buy('bicycle')]);
});
