import { racewatch } from 'racewatch/vitest';
import { defineConfig } from 'vitest/config';

export default defineConfig({ plugins: [racewatch({ levl: 'error' } as never)] });
