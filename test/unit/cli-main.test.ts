// The command itself, compiled, in real processes.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };
import { COMMAND_NAMES } from '../../src/cli/commands.ts';
import { OPTION_NAMES } from '../../src/config/options.ts';
import { type ChildOptions, ROOT, runNode } from '../support/children.ts';

const MAIN = join(ROOT, 'dist/src/cli/main.js');
const racewatch = (args: string[], options?: ChildOptions) => runNode([MAIN, ...args], options);

const folder = mkdtempSync(join(tmpdir(), 'racewatch cli-'));
const program = join(folder, 'program.js');
beforeAll(() => writeFileSync(program, 'eval(process.argv[2]);'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('racewatch', () => {
  it('--version prints the version of the package', async () => {
    expect(await racewatch(['--version'])).toMatchObject({
      code: 0,
      stdout: `${manifest.version}\n`,
      stderr: '',
    });
  });

  it('--help names every command, plainly when the output is no terminal', async () => {
    const { code, stdout } = await racewatch(['--help'], { env: { NO_COLOR: undefined } });
    expect(code).toBe(0);
    for (const name of COMMAND_NAMES) expect(stdout).toMatch(new RegExp(`^  ${name} `, 'm'));
    expect(stdout).not.toContain('\u001b');
  });

  it('run --help names every option', async () => {
    const { stdout } = await racewatch(['run', '--help']);
    for (const name of OPTION_NAMES) expect(stdout).toContain(`  --${name.replaceAll('_', '-')}`);
  });

  it('an unknown command is one sentence and exit code 2', async () => {
    expect(await racewatch(['rum'])).toMatchObject({
      code: 2,
      stdout: '',
      stderr: 'racewatch: unknown command "rum" (did you mean "run"?)\n',
    });
  });
});

describe('racewatch run', () => {
  const run = (script: string, flags: string[] = [], options?: ChildOptions) =>
    racewatch(['run', ...flags, '--', program, script], options);

  it('passes arguments, output and exit code through', async () => {
    const ended = await run('console.log(process.argv.length); console.error("e"); process.exitCode = 7');
    expect(ended).toMatchObject({ code: 7, stdout: '3\n', stderr: 'e\n' });
  });

  it('loads the detector and hands the flags over in the variable', async () => {
    const script = 'console.log(process.execArgv[0], process.env.RACEWATCH)';
    const { stdout } = await run(script, ['--level=error'], { env: { RACEWATCH: 'level=notice' } });
    expect(stdout).toBe('--require level=notice level=error\n');
  });

  it('works beside NODE_OPTIONS', async () => {
    const other = join(folder, 'other.cjs');
    writeFileSync(other, 'globalThis.other = 1;');
    const env = { NODE_OPTIONS: `--require "${other}"` };
    expect(await run('console.log(globalThis.other)', [], { env })).toMatchObject({ code: 0, stdout: '1\n' });
  });

  it('ends by the signal that ended the program', async () => {
    const ended = await run('process.kill(process.pid, "SIGKILL"); setInterval(() => {}, 1000)');
    expect(ended).toMatchObject({ code: null, signal: 'SIGKILL' });
  });

  it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
    'sends %s on and lets the program decide',
    async (signal) => {
      const script = `process.on('${signal}', () => process.exit(9)); setInterval(() => {}, 1000); console.log('ready')`;
      expect(await run(script, [], { signalWhenReady: signal })).toMatchObject({ code: 9, signal: null });
    },
  );

  it('dies of a signal that the program does not handle', async () => {
    const script = `setInterval(() => {}, 1000); console.log('ready')`;
    expect(await run(script, [], { signalWhenReady: 'SIGTERM' })).toMatchObject({
      code: null,
      signal: 'SIGTERM',
    });
  });
});
