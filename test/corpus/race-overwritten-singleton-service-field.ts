// expect: overwritten error mailer.recipient
// sites: send, send, send
import { setTimeout as sleep } from 'node:timers/promises';
import { task, track } from 'racewatch';

class Mailer {
  recipient = '';

  async send(to: string, ms: number): Promise<string> {
    this.recipient = to;
    await sleep(ms);
    return `for ${to} sent to ${this.recipient}`;
  }
}

const mailer = track(new Mailer(), 'mailer');

async function main(): Promise<void> {
  const mails = [task('ann', () => mailer.send('ann', 45)), task('bob', () => mailer.send('bob', 5))];
  console.log((await Promise.all(mails)).join(', '));
}
void main();
