import { AsyncLocalStorage, createHook } from 'node:async_hooks';
import { describe, expect, it } from 'vitest';
import { capabilities } from '../../instrument/capabilities.ts';

const [major = 0] = process.versions.node.split('.').map(Number);

describe('what this Node can do', () => {
  it.each([
    ['promisesCanBeLeftOut', major >= 24],
    ['promiseHooks', true],
    ['asyncContextFrame', major >= 24],
    ['registerHooks', major >= 22],
    ['registerLoader', true],
    ['sourceMapsSupport', major >= 22],
    ['callSites', major >= 22],
    ['tracingChannels', true],
    ['boundedChannels', major >= 26],
    ['storageScopes', major >= 24],
  ] as const)('%s: %s', (name, expected) => {
    expect(capabilities[name]).toBe(expected);
  });

  it('is the same when asked again, and can be listed', () => {
    const all = { ...capabilities };
    expect(Object.keys(all)).toHaveLength(10);
    expect(Object.values(all).every((answer) => typeof answer === 'boolean')).toBe(true);
    expect({ ...capabilities }).toEqual(all);
  });

  it('asking disturbs neither hooks nor stores of the application', () => {
    let promises = 0;
    const hook = createHook({
      init: (_id, type) => {
        if (type === 'PROMISE') promises++;
      },
    }).enable();
    const storage = new AsyncLocalStorage<string>();
    storage.run('kept', () => {
      void { ...capabilities };
      expect(storage.getStore()).toBe('kept');
    });
    const before = promises;
    void Promise.resolve();
    expect(promises).toBe(before + 1);
    hook.disable();
  });
});
