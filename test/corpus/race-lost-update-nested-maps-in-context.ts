// expect: lost-update error ctx.tenants["acme"]["seats"]
// sites: takeSeat, takeSeat, takeSeat
import { setTimeout as sleep } from 'node:timers/promises';
import { task, track } from 'racewatch';

const ctx = track({ tenants: new Map([['acme', new Map([['seats', 3]])]]) }, 'ctx');

async function takeSeat(): Promise<void> {
  const acme = ctx.tenants.get('acme');
  const seats = acme?.get('seats') ?? 0;
  await sleep(5);
  acme?.set('seats', seats - 1);
}

async function main(): Promise<void> {
  await Promise.all([task('seat 1', takeSeat), task('seat 2', takeSeat)]);
  console.log(`3 - 2 = ${ctx.tenants.get('acme')?.get('seats')}`);
}
void main();
