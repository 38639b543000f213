// expect: lost-update error ledger.bytes
// sites: measure, addSize, addSize
import { stat } from 'node:fs';
import { task, track } from 'racewatch';

const ledger = track({ bytes: 0, files: 2 }, 'ledger');

function measure(done: () => void): void {
  const seen = ledger.bytes;
  stat(__filename, function addSize(_error, stats) {
    ledger.bytes = seen + (stats.size > 0 ? 1 : 0);
    done();
  });
}

let open = 2;
function finished(): void {
  open -= 1;
  if (open === 0) console.log(`${ledger.files} files, counted ${ledger.bytes}`);
}
task('first', () => measure(finished));
task('second', () => measure(finished));
