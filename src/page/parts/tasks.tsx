// The tasks of a race, and where each was started.

import type { Race, ReportedTask } from '../../report/model.ts';
import { printable } from '../../report/printable.ts';
import type { Store } from '../store.ts';
import { Stack } from './stack.tsx';

/** Empty for a race of code outside any task. */
export function Tasks({ store, race, onPaper }: { store: Store; race: Race; onPaper: boolean }) {
  const tasks = race.tasks.filter(({ id }) => id !== 0);
  if (tasks.length === 0) return null;
  return (
    <section class="block" aria-label="Tasks">
      <h3>Where the tasks came from</h3>
      <div class="accesses">
        {tasks.map((task) => (
          <article key={task.id} class="task">
            <h4>{titleOf(task)}</h4>
            <Origin store={store} task={task} all={tasks} onPaper={onPaper} />
          </article>
        ))}
      </div>
    </section>
  );
}

interface OriginProps {
  store: Store;
  task: ReportedTask;
  all: readonly ReportedTask[];
  onPaper: boolean;
}

function Origin({ store, task, all, onPaper }: OriginProps) {
  if (task.origin.length === 0) return <p class="dim">not known</p>;
  const twin = all.find(({ origin }) => sameStack(origin, task.origin));
  if (twin && twin !== task) return <p class="dim">started at the same place as task {twin.id}</p>;
  return <Stack store={store} stack={task.origin} unfolded={onPaper} />;
}

function titleOf({ id, kind, name }: ReportedTask): string {
  if (name === '') return `Task ${id}, no longer remembered`;
  const told = kind === 'task' || name.startsWith(kind) ? '' : `${printable(kind, 40)} `;
  return `Task ${id}: ${told}${printable(name)}`;
}

/** The page holds each distinct frame once, so that equal ones are the same. */
function sameStack(one: readonly unknown[], other: readonly unknown[]): boolean {
  return one.length === other.length && one.every((frame, index) => frame === other[index]);
}
