// `npm run demo`: the story under the preload, its reports, then the same load with the fixed
// logger, which has to stay silent. Exit code 0 when both went as they should.

import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { buildExamples } from '../build.ts';
import { type StoryResult, tellStory } from './story.ts';

const root = resolve(__dirname, '../..');
const seconds = 5;

async function run(fixed: boolean): Promise<StoryResult> {
  const cache = join(root, '.cache');
  mkdirSync(cache, { recursive: true });
  return await tellStory({
    scripts: join(root, 'examples/dist/context-logging'),
    log: join(cache, fixed ? 'demo-fixed.log' : 'demo.log'),
    fixed,
    seconds,
    nodeArguments: ['--require', join(root, 'dist/instrument/register.js')],
    env: { RACEWATCH: 'format=text log_path=stderr' },
    cwd: root,
  });
}

function describe(result: StoryResult): string {
  return (
    `${result.found} searches answered, ${result.failed} failed, ${result.logged} contexts logged, ` +
    `${result.torn} of them with a map that never existed; exit code ${result.exitCode}`
  );
}

async function main(): Promise<number> {
  buildExamples(root);

  console.log(`The story: ${seconds} s of searches, and the search index stops halfway.\n`);
  const story = await run(false);
  process.stdout.write(story.stderr);
  console.log(`\n${describe(story)}\n`);

  console.log('The same load with the logger that takes a snapshot (--fixed).\n');
  const fixed = await run(true);
  process.stdout.write(fixed.stderr);
  console.log(`${describe(fixed)}\n`);

  const found =
    /RACE mutation-during-iteration on \S*activeConn\b/.test(story.stderr) && story.exitCode === 66;
  const silent = !/WARNING: RACE/.test(fixed.stderr) && fixed.exitCode === 0;
  const reached = story.failed > 0 && fixed.failed > 0;
  console.log(
    found && silent && reached
      ? 'VERDICT: the race on activeConn was found, and the fixed service stayed silent.'
      : `VERDICT: not as it should be (found: ${found}, silent: ${silent}, error path reached: ${reached}).`,
  );
  return found && silent && reached ? 0 : 1;
}

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    console.error(error);
    process.exitCode = 1;
  },
);
