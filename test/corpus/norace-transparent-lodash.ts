// expect: silence

import { setTimeout as sleep } from 'node:timers/promises';
import _ from 'lodash';
import { task, track } from 'racewatch';

const raw = {
  users: [
    { name: 'ann', age: 3 },
    { name: 'bob', age: 1 },
  ],
  tags: new Set(['a']),
  deep: { a: { b: 1 } },
};
const watched = track(raw, 'watched');

async function use(): Promise<string> {
  await sleep(2);
  const same = _.isEqual(watched, _.cloneDeep(raw)) && _.isPlainObject(watched) && _.isSet(watched.tags);
  const names = _.sortBy(watched.users, 'age').map((user) => user.name);
  const merged = _.merge({}, watched.deep, { a: { c: 2 } });
  return `${same} ${names.join()} ${JSON.stringify(merged)} ${_.get(watched, 'deep.a.b')} ${_.size(watched)}`;
}

async function main(): Promise<void> {
  const texts = await Promise.all([task('a', use), task('b', use)]);
  console.log(texts.join(' | '));
}
void main();
