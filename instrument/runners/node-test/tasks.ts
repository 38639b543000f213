// The tests of node:test as tasks: Node runs every test and every hook as an activation of an async resource of its
// own. Who asks for it gets each test begun before its code runs.

import type { Host } from '../../host.ts';

/** What Node keeps of a test, a suite or a hook. */
interface TestResource {
  readonly name: string;
  readonly parent: TestResource | null;
  readonly hookType?: string;
  readonly reportedType?: string;
}

type Listener = (test: { readonly name: string; readonly task: number }) => void;

let begun: Listener | undefined;

/** Sets who is told of every test that begins. */
export function onTest(listener: Listener): void {
  begun = listener;
}

export function install(host: Host): void {
  host.tickType('Test', {
    always: true,
    kind: (resource) => kindOf(resource as TestResource),
    name: (resource) => nameOf(resource as TestResource),
    begun(task, resource) {
      const test = resource as TestResource;
      if (kindOf(test) === 'test') begun?.({ name: nameOf(test), task });
    },
  });
}

function kindOf({ hookType, reportedType }: TestResource): string {
  if (hookType !== undefined) return 'hook';
  return reportedType === 'suite' ? 'suite' : 'test';
}

/** As `fullName` of a test's context: the names from the outermost on. */
function nameOf(test: TestResource): string {
  if (test.hookType !== undefined) return test.hookType;
  const names: string[] = [];
  // The file itself is a test without a parent.
  for (let each = test; each.parent != null; each = each.parent) names.unshift(each.name);
  return names.join(' > ');
}
