// What reports call a function or a class that holds state.

/** The name a function has of its own; a class may have a static accessor of that name, which is not run. */
export function functionName(fn: object): string | undefined {
  const name: unknown = Object.getOwnPropertyDescriptor(fn, 'name')?.value;
  return typeof name === 'string' && name !== '' ? name : undefined;
}
