// Stands for the preload: installs the roots of threads and processes and leaves a trace of itself.
import { inheritedVariable, install, threadTag, unreached } from '../../../instrument/roots/workers.ts';
import { RecordingHost } from '../recording-host.ts';

install(new RecordingHost());
inheritedVariable('RACEWATCH');
Reflect.set(globalThis, 'preloaded', { threadTag, unreached, inheritedVariable });
