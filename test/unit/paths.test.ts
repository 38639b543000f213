import { expect, it } from 'vitest';
import { type PathNode, renderPath, renderTemplate, rootPath, stepFrom } from '../../src/core/path.ts';

function chain(length: number): PathNode {
  let path = rootPath('list');
  for (let i = 0; i < length; i++) path = stepFrom(path, 'next', 'object');
  return path;
}

it('writes a way as a developer would', () => {
  const rooms = stepFrom(rootPath('app.locals'), 'rooms', 'object');
  const room = stepFrom(stepFrom(rooms, 'red', 'map'), 0, 'array');
  expect([renderPath(room), renderTemplate(room)]).toEqual([
    'app.locals.rooms["red"][0]',
    'app.locals.rooms[*][*]',
  ]);
});

it('writes the two ends of a way down a list of a hundred thousand', () => {
  const next = '.next'.repeat(31);
  expect(renderPath(chain(100_000))).toBe(`list${next}…${next}.next`);
  expect(renderTemplate(chain(100_000))).toBe(renderPath(chain(100_000)));
});
