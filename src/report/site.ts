// Which frame of a stack a person wants to hear about, and whose code a frame is.

import type { Frame } from './model.ts';

type Owner = NonNullable<Frame['owner']>;

/** Whose code the frame is; judged by its file when nobody has said. */
export function ownerOf(frame: Frame): Owner {
  if (frame.owner) return frame.owner;
  if (/[\\/]node_modules[\\/]|^node_modules[\\/]/.test(frame.file)) return 'dependency';
  return frame.file.startsWith('node:') || frame.file === '' ? 'node' : 'application';
}

/** The innermost application frame; the innermost of all when the application is not on the stack. */
export function siteOf(stack: readonly Frame[]): Frame | undefined {
  return stack.find((frame) => ownerOf(frame) === 'application') ?? stack[0];
}

/** The npm package a dependency's frame lies in, such as `express` or `@koa/router`; `node` for Node itself. */
export function packageOf(frame: Frame): string {
  if (ownerOf(frame) === 'node') return 'node';
  const match = /^.*(?:^|[\\/])node_modules[\\/]((?:@[^\\/]+[\\/])?[^\\/]+)/s.exec(frame.file);
  return match?.[1]?.replace('\\', '/') ?? 'dependencies';
}
