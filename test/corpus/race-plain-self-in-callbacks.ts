// expect: lost-update error Printer.pages
// sites: print, ?, ?
// The instance is held by a local name, the write stands in a nested callback.
import { task } from 'racewatch';

class Printer {
  pages = 0;

  print(count: number, done: () => void): void {
    const before = this.pages;
    setTimeout(() => {
      setImmediate(() => {
        this.pages = before + count;
        done();
      });
    }, count * 10);
  }
}

const printer = new Printer();
let open = 2;

function finished(): void {
  open -= 1;
  if (open === 0) console.log(`2 + 5 = ${printer.pages}`);
}

task('ann', () => printer.print(2, finished));
task('bob', () => printer.print(5, finished));
