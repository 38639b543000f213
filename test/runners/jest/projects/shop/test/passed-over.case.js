const { buy } = require('../shop.js');

test('has nothing to do with it', () => {});
test.skip('is skipped', () => {});
test.todo('is still to be written');
afterAll(() => Promise.all([buy('bicycle'), buy('bicycle')]));
