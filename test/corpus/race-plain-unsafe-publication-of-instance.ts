// expect: unsafe-publication warning Room.members
// sites: ?, greet, open
import { setTimeout as sleep } from 'node:timers/promises';
import { task } from 'racewatch';

class Room {
  readonly name: string;
  members: string[] | undefined;

  constructor(name: string) {
    this.name = name;
  }
}

const rooms = new Map<string, Room>();

async function open(name: string): Promise<void> {
  const room = new Room(name);
  rooms.set(name, room);
  await sleep(80);
  room.members = ['ann'];
}

async function greet(name: string): Promise<string> {
  await sleep(20);
  return `hello ${rooms.get(name)?.members?.join() ?? 'nobody'}`;
}

async function main(): Promise<void> {
  const [greeting] = await Promise.all([
    task('greet', () => greet('hall')),
    task('open', () => open('hall')),
  ]);
  console.log(greeting);
}
void main();
