// expect: lost-update error stock.left
// sites: ?, ?, ?
// An async function as TypeScript compiles it for ES5: the value goes into the pause and comes out of `sent()`.
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

const stock = { left: 10 };

async function priced(left: number, ms: number): Promise<number> {
  await sleep(ms);
  return left - 1;
}

function sell(ms: number): Promise<void> {
  let left: number;
  return __generator((_a) => {
    switch (_a.label) {
      case 0:
        return [4, priced(stock.left, ms)];
      default:
        left = _a.sent() as number;
        stock.left = left;
        return [2];
    }
  });
}

async function main(): Promise<void> {
  await Promise.all([task('ann', () => sell(20)), task('bob', () => sell(80))]);
  console.log(`two of 10 sold: ${stock.left}`);
}
void main();
