// expect: mutation-during-iteration error servers
// sites: next, ?, next
// A walk whose steps are callbacks.
import { task } from 'racewatch';

const servers = ['a', 'b', 'c'];
const asked: string[] = [];

function ask(done: () => void): void {
  let at = 0;
  function next(): void {
    const server = servers[at];
    if (server === undefined) {
      done();
      return;
    }
    asked.push(server);
    setTimeout(() => {
      at += 1;
      next();
    }, 30);
  }
  next();
}

function remove(done: () => void): void {
  setTimeout(() => {
    servers.shift();
    done();
  }, 15);
}

async function main(): Promise<void> {
  await Promise.all([
    task('ask', () => new Promise<void>((resolve) => ask(resolve))),
    task('remove', () => new Promise<void>((resolve) => remove(resolve))),
  ]);
  console.log(`b and c are left, asked ${asked.join()}`);
}
void main();
