const { drive } = require('./drive.cjs');

const [program, name] = process.argv.slice(2);
drive(require(`./${program}.cjs`), require(name));
