// Runs the service with a fault in it, in a project of its own, and tells what came of it.

import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { REGISTER, Workshop } from '../e2e/workshop.ts';
import type { Ended } from '../support/children.ts';
import type { Fault } from './table.ts';

const INJECTOR = join(__dirname, 'injector.cjs');
const SERVICE = join(__dirname, 'service.cjs');
/** How the service ends by itself. */
export const OWN_CODE = 5;

/** What the injector saw at the end. */
interface Seen {
  /** Calls that were faulty. */
  readonly fired: number;
  /** Whether watching was on. */
  readonly on: boolean;
}

export interface Run extends Ended {
  /** Undefined when the process did not come to its end. */
  readonly seen: Seen | undefined;
}

const PACKAGES = ['express', 'koa', 'fastify', 'cls-hooked'];

/** Projects for the service, which share what is installed and nothing else. */
export class Projects {
  private readonly workshop = new Workshop(PACKAGES);
  private count = 0;

  /** The service as it runs by itself. */
  async plain(framework: string): Promise<Ended> {
    this.workshop.write('service.cjs', readFileSync(SERVICE, 'utf8'));
    return this.workshop.plain(['service.cjs', framework, `${OWN_CODE}`]);
  }

  async run(fault: Pick<Fault, 'inject' | 'files' | 'options' | 'framework'>): Promise<Run> {
    const name = `project-${++this.count}`;
    const folder = join(this.workshop.folder, name);
    mkdirSync(folder);
    copyFileSync(SERVICE, join(folder, 'service.cjs'));
    const files = fault.files?.(readFileSync(SERVICE, 'utf8')) ?? {};
    for (const [file, text] of Object.entries(files)) writeFileSync(join(folder, file), text);
    const result = join(folder, 'result.json');
    const ended = await this.workshop.watch(['service.cjs', fault.framework ?? 'http', `${OWN_CODE}`], {
      cwd: folder,
      preload: ['--require', INJECTOR, '--require', REGISTER],
      racewatch: `log_path=log format=jsonl ${fault.options ?? ''}`.trim(),
      env: {
        FAULT: fault.inject === undefined ? undefined : JSON.stringify(fault.inject),
        FAULT_RESULT: result,
      },
    });
    const seen = existsSync(result) ? (JSON.parse(readFileSync(result, 'utf8')) as Seen) : undefined;
    rmSync(folder, { recursive: true });
    return { ...ended, seen };
  }

  [Symbol.dispose](): void {
    this.workshop[Symbol.dispose]();
  }
}
