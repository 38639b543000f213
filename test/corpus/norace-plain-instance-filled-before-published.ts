// expect: silence
import { setTimeout as sleep } from 'node:timers/promises';
import { task } from 'racewatch';

class Room {
  readonly name: string;
  members: string[] = [];

  constructor(name: string) {
    this.name = name;
  }

  async load(): Promise<this> {
    await sleep(80);
    this.members = ['ann'];
    return this;
  }
}

const rooms = new Map<string, Promise<Room>>();

function open(name: string): Promise<Room> {
  const known = rooms.get(name);
  if (known) return known;
  const room = new Room(name).load();
  rooms.set(name, room);
  return room;
}

async function greet(name: string): Promise<string> {
  const { members } = await open(name);
  return `hello ${members.join()}`;
}

async function main(): Promise<void> {
  const greetings = await Promise.all([task('one', () => greet('hall')), task('two', () => greet('hall'))]);
  console.log(greetings.join(', '), rooms.size);
}
void main();
