// Who called: one stack frame, read without the formatter that a program may have installed.

export interface Caller {
  /** Path, `file:` URL or `node:` name; empty when the engine does not know. */
  readonly file: string;
  readonly line: number;
}

/**
 * The frame above `callee`.
 * @param callee function whose caller is asked for; it must be on the stack
 */
export function callerOf(callee: Method): Caller | undefined {
  const { stackTraceLimit, prepareStackTrace } = Error;
  const holder: { stack?: unknown } = {};
  try {
    Error.stackTraceLimit = 1;
    Error.prepareStackTrace = (_error, sites) => sites[0];
    Error.captureStackTrace(holder, callee);
    const site = holder.stack as NodeJS.CallSite | undefined;
    if (!site) return undefined;
    return { file: site.getFileName() ?? '', line: site.getLineNumber() ?? 0 };
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
    if (prepareStackTrace) Error.prepareStackTrace = prepareStackTrace;
    else Reflect.deleteProperty(Error, 'prepareStackTrace');
  }
}

type Method = (...args: never[]) => unknown;
