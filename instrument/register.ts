// The preload: `node --require racewatch/register app.js`, or `--import`.

import { start } from './start.ts';

start();
