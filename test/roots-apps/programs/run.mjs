import { drive } from './drive.cjs';

const [program, name] = process.argv.slice(2);
const [{ default: served }, { default: framework }] = await Promise.all([
  import(`./${program}.cjs`),
  import(name),
]);
await drive(served, framework);
