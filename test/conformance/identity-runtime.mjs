// The helpers of instrumented code as they are when nothing is recorded: each hands back what the plain program
// would have used. `identityRuntime` is self-contained: its text is evaluated anew in every realm, so that the
// errors it causes are those of the realm of the program. With a check it also looks at how it is called.

export function identityRuntime(global, check) {
  const { apply, ownKeys } = Reflect;
  const nothing = () => {};
  const same = (value) => value;
  const helpers = {
    o: same,
    k: (_object, key) => key,
    g: (object, key) => object[key],
    m: same,
    v: (_object, value) => value,
    w: (_object, value) => value,
    p: nothing,
    pq: nothing,
    q: (_object, value) => value,
    u: nothing,
    uq: nothing,
    d: nothing,
    i: same,
    j: (a, b) => a === b,
    // biome-ignore lint/suspicious/noDoubleEquals: as the program does
    je: (a, b) => a == b,
    jn: () => false,
    a: same,
    e: same,
    f: same,
    z: same,
    x: same,
    l: same,
    lp: nothing,
    lu: nothing,
    lq: nothing,
    n: () => ({ __proto__: null }),
    ne: () => ({ __proto__: null }),
    xi: same,
    r: same,
    t: same,
  };
  const checked = (key) => {
    const wrapped = { __proto__: null };
    for (const name of ownKeys(helpers)) {
      const helper = helpers[name];
      // No spread: the program may have replaced the iterator of arrays.
      wrapped[name] = (...args) => {
        check(key, name, args);
        return apply(helper, undefined, args);
      };
    }
    return wrapped;
  };
  const module = (key) => ({ __proto__: null, ...(check ? checked(key) : helpers), b: 0 });
  Object.defineProperty(global, '__racewatch$', {
    value: { __proto__: null, module },
    writable: true,
    configurable: true,
  });
}

/** To be run as a script in a realm: evaluates to the function above, made of that realm's own intrinsics. */
export const identityRuntimeText = `(${identityRuntime.toString()})`;
