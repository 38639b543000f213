// expect: silence
// An async function as TypeScript compiles it for ES5: what was read has no part in what is written after the pause.
import { setTimeout as sleep } from 'node:timers/promises';
import { task } from 'racewatch';

type State = { label: number; sent: () => unknown };
type Step = (state: State) => readonly [number, unknown?];

function __generator(body: Step): Promise<void> {
  let sent: unknown;
  const state: State = { label: 0, sent: () => sent };
  const step = async (): Promise<void> => {
    const [kind, value] = body(state);
    if (kind === 2) return;
    sent = await value;
    state.label++;
    await step();
  };
  return step();
}

const page = { title: 'start', shown: '' };

function show(title: string, ms: number): Promise<void> {
  let before: string;
  return __generator((_a) => {
    switch (_a.label) {
      case 0:
        before = page.title;
        page.shown += `${before}>`;
        return [4, sleep(ms)];
      default:
        _a.sent();
        page.title = title;
        return [2];
    }
  });
}

async function main(): Promise<void> {
  await Promise.all([task('ann', () => show('a', 20)), task('bob', () => show('b', 80))]);
  console.log(`${page.shown} ${page.title}`);
}
void main();
