// `preset: 'racewatch/jest'`: nothing but our setup file, so that everything else stays the project's own choice.
// Jest loads it before it starts its workers: the numbers at the end of the run are collected from here.

import { join } from 'node:path';
import { collectNumbers } from './numbers.ts';

collectNumbers();

const preset = { setupFilesAfterEnv: [join(__dirname, 'setup.js')] };

// biome-ignore lint/style/noDefaultExport: Jest takes nothing else from a module that is marked as one
export { preset as default };
