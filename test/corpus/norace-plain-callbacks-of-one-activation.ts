// expect: silence
// `Promise.all` by hand: results and the number of open ones are captured by the callbacks of one call.

import { stat } from 'node:fs';
import { task } from 'racewatch';

function kinds(paths: readonly string[], done: (kinds: string[]) => void): void {
  const results: string[] = [];
  let open = paths.length;
  for (const [index, path] of paths.entries()) {
    stat(path, (_error, stats) => {
      results[index] = stats.isFile() ? 'file' : 'folder';
      open -= 1;
      if (open === 0) done(results);
    });
  }
}

task('first', () => kinds([__filename, __dirname], (found) => console.log(found.join())));
task('second', () => setTimeout(() => kinds([__dirname], (found) => console.log(found.join())), 60));
