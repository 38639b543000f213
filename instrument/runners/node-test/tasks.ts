// The tests of node:test as tasks: Node runs every test and every hook as an activation of an async resource of its
// own. Who asks for it gets each test begun before its code runs.

import type { Host } from '../../host.ts';

/** What Node keeps of a test, a suite or a hook. */
interface TestResource {
  readonly name: string;
  readonly parent: TestResource | null;
  readonly hookType?: string;
  readonly reportedType?: string;
  readonly skipped?: boolean;
  /** A pattern of names left it out; since Node 22. */
  readonly filtered?: boolean;
  readonly finished?: boolean;
}

export interface BegunTest {
  readonly name: string;
  readonly task: number;
  isOver(): boolean;
}

interface Listeners {
  /** A test, a suite or a hook begins. */
  readonly any: () => void;
  readonly test: (test: BegunTest) => void;
}

let listeners: Listeners | undefined;

/** Sets who is told of what begins; of a test, both are. */
export function onBegun(told: Listeners): void {
  listeners = told;
}

export function install(host: Host): void {
  host.tickType('Test', {
    always: true,
    kind: (resource) => kindOf(resource as TestResource),
    name: (resource) => nameOf(resource as TestResource),
    begun(task, resource) {
      const test = resource as TestResource;
      listeners?.any();
      if (!isRun(test)) return;
      listeners?.test({ name: nameOf(test), task, isOver: () => test.finished === true });
    },
  });
}

/** The file itself is a test without a parent; a test that is skipped is one with an empty function. */
function isRun(test: TestResource): boolean {
  return kindOf(test) === 'test' && test.parent != null && !test.skipped && !test.filtered;
}

function kindOf({ hookType, reportedType }: TestResource): string {
  if (hookType !== undefined) return 'hook';
  return reportedType === 'suite' ? 'suite' : 'test';
}

/** As `fullName` of a test's context: the names from the outermost on. */
function nameOf(test: TestResource): string {
  if (test.hookType !== undefined) return test.hookType;
  const names: string[] = [];
  for (let each = test; each.parent != null; each = each.parent) names.unshift(each.name);
  return names.join(' > ');
}
