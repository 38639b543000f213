// expect: silence
import { setTimeout as sleep } from 'node:timers/promises';
import { task, track } from 'racewatch';

type Session = { cart: string[]; locale: string };
const sessions = track(new Map<string, Session>([['s1', { cart: [], locale: 'en' }]]), 'sessions');

async function changeSession(change: Partial<Session>, ms: number): Promise<void> {
  if (!sessions.has('s1')) return;
  await sleep(ms);
  const latest = sessions.get('s1') as Session;
  sessions.set('s1', { ...latest, ...change });
}

async function main(): Promise<void> {
  await Promise.all([
    task('POST /cart', () => changeSession({ cart: ['tea'] }, 5)),
    task('POST /locale', () => changeSession({ locale: 'de' }, 45)),
  ]);
  console.log(JSON.stringify(sessions.get('s1')));
}
void main();
