// expect: overwritten error Mailer.recipient
// sites: send, send, send
import { setTimeout as sleep } from 'node:timers/promises';
import { task } from 'racewatch';

class Mailer {
  private recipient = '';

  async send(to: string, ms: number): Promise<string> {
    this.recipient = to;
    await sleep(ms);
    return `for ${to} to ${this.recipient}`;
  }
}

const mailer = new Mailer();

async function main(): Promise<void> {
  const mails = [task('ann', () => mailer.send('ann', 60)), task('bob', () => mailer.send('bob', 20))];
  console.log((await Promise.all(mails)).join(', '));
}
void main();
