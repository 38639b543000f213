import { describe, expect, it } from 'vitest';
import { mayStart } from '../../instrument/guard.ts';

const claim = () => ({ ok: true }) as const;

describe('whether the detector may start', () => {
  it.each(['20.19.0', '20.20.2', '22.0.0', '26.10.0', '100.0.0'])('it may on Node %s', (node) => {
    expect(mayStart(claim, { node })).toEqual({ ok: true });
  });

  it.each(['20.18.3', '18.20.0', '4.0.0', '', 'nonsense'])('it may not on Node "%s"', (node) => {
    expect(mayStart(claim, { node })).toMatchObject({ ok: false, message: expect.stringContaining('20.19') });
  });

  it.each(['bun', 'deno'])('it may not under %s, which calls itself Node too', (name) => {
    expect(mayStart(claim, { node: '24.0.0', [name]: '1.0.0' })).toMatchObject({
      ok: false,
      message: expect.stringContaining(name),
    });
  });

  it('the runtime is asked first, so that a refused process is not claimed', () => {
    let claimed = false;
    mayStart(
      () => {
        claimed = true;
        return { ok: true };
      },
      { node: '18.0.0' },
    );
    expect(claimed).toBe(false);
  });

  it('a second copy stands down with what the first one says', () => {
    expect(mayStart(() => ({ ok: false, message: 'already watched' }))).toEqual({
      ok: false,
      message: 'already watched',
    });
  });

  it('a claim that throws is a refusal', () => {
    const decision = mayStart(() => {
      throw new Error('boom');
    });
    expect(decision).toEqual({ ok: false, message: 'Racewatch cannot start: boom' });
  });
});
