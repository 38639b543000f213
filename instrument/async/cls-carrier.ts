// Optional carrier of the task (`task_carrier=cls`): a cls-hooked namespace whose active context holds the
// task's number. Costs about a microsecond per await, so it is only made when asked for.

import { createHook, executionAsyncId } from 'node:async_hooks';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { TaskCarrier } from '../../src/core/activations.ts';

/** Name of the namespace; roots/cls-hooked.ts leaves it alone. */
export const CARRIER = 'racewatch';

interface Context {
  task?: number;
}

interface Namespace {
  readonly active: Context | null;
  createContext(): Context;
  enter(context: Context): void;
  exit(context: Context): void;
  runAndReturn<T>(fn: (context: Context) => T): T;
}

interface ClsHooked {
  createNamespace(name: string): Namespace;
}

/**
 * @param directory where the application's own cls-hooked is looked for first
 * @throws when cls-hooked is not installed
 */
export function createClsCarrier(directory: string = process.cwd()): TaskCarrier {
  const namespace = load(directory).createNamespace(CARRIER);
  const entered: { activation: number; context: Context }[] = [];
  // cls-hooked leaves a context when its activation ends, but only the one it entered itself.
  createHook({
    after(activation) {
      for (let top = entered.at(-1); top?.activation === activation; top = entered.at(-1)) {
        entered.pop();
        namespace.exit(top.context);
      }
    },
  }).enable();
  return {
    enter(task) {
      const context = namespace.createContext();
      context.task = task;
      namespace.enter(context);
      entered.push({ activation: executionAsyncId(), context });
    },
    run: (task, fn) =>
      namespace.runAndReturn((context) => {
        context.task = task;
        return fn();
      }),
    current: () => namespace.active?.task ?? 0,
  };
}

function load(directory: string): ClsHooked {
  try {
    return createRequire(join(directory, 'package.json'))('cls-hooked') as ClsHooked;
  } catch {
    return createRequire(__filename)('cls-hooked') as ClsHooked;
  }
}
