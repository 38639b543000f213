// expect: silence
// A `done` flag of one call: the answer and the timeout may both come, the first one counts.
import { task } from 'racewatch';

function withLimit(work: (done: (text: string) => void) => void, ms: number): Promise<string> {
  return new Promise((resolve) => {
    let finished = false;
    const finish = (text: string): void => {
      if (finished) return;
      finished = true;
      clearTimeout(timer);
      resolve(text);
    };
    const timer = setTimeout(finish, ms, 'too late');
    work(finish);
  });
}

async function main(): Promise<void> {
  const answers = await Promise.all([
    task('quick', () => withLimit((done) => setTimeout(done, 20, 'done'), 60)),
    task('slow', () => withLimit((done) => setTimeout(done, 100, 'done'), 40)),
  ]);
  console.log(answers.join(', '));
}
void main();
