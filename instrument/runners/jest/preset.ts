// `preset: 'racewatch/jest'`: nothing but our setup file, so that everything else stays the project's own choice.

import { join } from 'node:path';

const preset = { setupFilesAfterEnv: [join(__dirname, 'setup.js')] };

// biome-ignore lint/style/noDefaultExport: Jest takes nothing else from a module that is marked as one
export { preset as default };
