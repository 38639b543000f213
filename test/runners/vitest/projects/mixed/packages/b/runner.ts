import { TestRunner } from 'vitest';

/** A runner of the project's own, which marks every test. */
export default class OwnRunner extends TestRunner {
  override onAfterRunTask(test: Parameters<TestRunner['onAfterRunTask']>[0]): void {
    super.onAfterRunTask(test);
    process.stdout.write(`own runner: ${test.name}\n`);
  }
}
