// A preload that instruments modules as the real one does, with helpers that record nothing:
//   node --require test/conformance/identity-register.cjs app.js
// What differs under it is the fault of the transform or of the loader, not of the recorder. At exit it adds a line
// with the numbers of modules and sites to the file named by CONFORMANCE_SITES.

const { appendFileSync, readFileSync } = require('node:fs');
const { join } = require('node:path');

const dist = process.env.CONFORMANCE_DIST || join(__dirname, '../../dist');
const { loadOptions } = require(join(dist, 'src/config/load.js'));
const { installInstrumentation } = require(join(dist, 'instrument/modules/install.js'));

// Not every Node can require an ES module.
const text = readFileSync(join(__dirname, 'identity-runtime.mjs'), 'utf8').replaceAll('export ', '');
new Function(`${text}; return identityRuntime;`)()(globalThis);

const counts = { modules: 0, sites: 0 };
const instrumentation = installInstrumentation(
  loadOptions({ env: process.env.RACEWATCH, cwd: process.cwd() }).options,
  {
    register(_key, sites) {
      counts.modules++;
      counts.sites += sites;
    },
  },
);
const { module: moduleOf } = globalThis.__racewatch$;
globalThis.__racewatch$.module = (key) => {
  // What the thread of the load hooks has told is read late.
  instrumentation.catchUp();
  return moduleOf(key);
};
process.on('exit', () => {
  const file = process.env.CONFORMANCE_SITES;
  if (file) appendFileSync(file, `${JSON.stringify(counts)}\n`);
});
