const { buy } = require('../shop.js');

let late;
beforeAll(() => {
  late = Promise.all([buy('bicycle'), buy('bicycle')]);
});
afterAll(() => late);

test('has nothing to do with it', () => {});
