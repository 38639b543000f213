// expect: lost-update error files
// sites: count, onStat, onStat
import { stat } from 'node:fs';
import { task } from 'racewatch';

let files = 0;
let open = 2;

function count(path: string): void {
  const before = files;
  stat(path, function onStat(_error, stats) {
    files = before + (stats.isFile() ? 1 : 0);
    open -= 1;
    if (open === 0) console.log(`2 files, counted ${files}`);
  });
}

task('first', () => count(__filename));
task('second', () => count(__filename));
