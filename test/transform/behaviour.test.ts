import { describe, expect, it } from 'vitest';
import { PROGRAMS } from './programs.ts';
import { instrumented, runAsModule } from './stub.ts';

describe('an instrumented program', () => {
  it.each(PROGRAMS)('%s', async (_, code) => {
    const plain = await runAsModule(code);
    expect(await runAsModule(instrumented(code))).toEqual(plain);
    expect(plain.length).toBeGreaterThan(0);
  });

  it('is one of many', () => {
    expect(PROGRAMS.length).toBeGreaterThanOrEqual(150);
  });
});
