// Real Jest on small projects: what fails, what it says, and where. `node test/runners/jest/install.mjs` installs the
// versions.

import { cpSync, existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Ended, ROOT, runNode } from '../../support/children.ts';

const INSTALLED = join(ROOT, '.cache/jest');

interface JestRun {
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly nodeArgs?: readonly string[];
}

class Project {
  private readonly folder: string;
  private readonly jest: string;

  constructor(version: string, name: string) {
    this.folder = join(INSTALLED, version, 'projects', name);
    this.jest = join(INSTALLED, version, 'node_modules/jest/bin/jest.js');
    // Next to the packages that its configuration names.
    rmSync(this.folder, { recursive: true, force: true });
    cpSync(join(__dirname, 'projects', name), this.folder, { recursive: true });
  }

  run({ args = [], env = {}, nodeArgs = [] }: JestRun = {}): Promise<Ended> {
    return runNode([...nodeArgs, this.jest, '--no-cache', ...args], {
      cwd: this.folder,
      env: {
        RACEWATCH: undefined,
        VITEST: undefined,
        NODE_ENV: undefined,
        FORCE_COLOR: '0',
        CI: '1',
        ...env,
      },
    });
  }

  read(file: string): string {
    return readFileSync(join(this.folder, file), 'utf8').replaceAll(this.folder, '');
  }
}

/** Without what differs from run to run. */
function steady(text: string): string {
  return (
    text
      .replaceAll(ROOT, '')
      .replace(/^\(node:\d+\).*\n(?:\(Use `node.*\n)?/gm, '')
      .replace(/ \(\d+(?:\.\d+)? m?s\)/g, '')
      .replace(/\d+\.\d ms, turn \d+/g, '0.0 ms, turn 0')
      .replace(/([Tt]ask) \d+/g, '$1 N')
      .replace(/^Time: .*\n/gm, '')
      // Timers that are due together run one after the other under Node's own frames.
      .replace(/^ *\.\.\. \d+ more in node\n/gm, '')
      .replace(/\.\.\. \d+ more in/g, '... N more in')
      .trimEnd()
  );
}

const results = (text: string): string[] =>
  [...text.matchAll(/^\s*[✓✕] .*$/gmu)].map(([line]) => steady(line).trim());
const sums = (text: string): string[] => text.match(/^racewatch: .* tests?\b.*$/gm) ?? [];
const racing = (text: string): string[] =>
  [...text.matchAll(/^\s+at .*shop.*$/gm)].map(([line]) => line.trim());

describe.each(['jest29', 'jest30'])('%s', (version) => {
  beforeAll(() => {
    const hint = `${version} is missing: run node test/runners/jest/install.mjs`;
    expect(existsSync(join(INSTALLED, version, 'node_modules/jest')), hint).toBe(true);
  });

  it('fails the tests that own a race, at the racing line, and nobody else', async () => {
    const { code, stdout, stderr } = await new Project(version, 'shop').run({ args: ['-i', '--verbose'] });
    expect(code).toBe(1);
    await expect(steady(stderr + stdout)).toMatchFileSnapshot(`snapshots/${version}-shop.txt`);
  }, 120_000);

  it('says the same from workers', async () => {
    const project = new Project(version, 'shop');
    const runs = [
      await project.run({ args: ['-i', '--verbose'] }),
      await project.run({ args: ['-w', '2', '--verbose'] }),
    ];
    const [inBand, inWorkers] = runs.map(({ stderr }) => results(stderr).sort());
    expect(inWorkers).toEqual(inBand);
    const [sum, sumOfWorkers] = runs.map(({ stderr }) => sums(stderr));
    expect(sumOfWorkers).toEqual(sum);
    expect(sum).toEqual([expect.stringMatching(/^racewatch: 1 race, \d+ of \d+ tests failed for it;/)]);
    expect(inBand?.filter((line) => line.startsWith('✕')).length).toBeGreaterThan(3);
  }, 120_000);

  it('says the numbers once for a setup file with our reporter, and in the process itself without it', async () => {
    const project = new Project(version, 'shop');
    const setup = { setupFilesAfterEnv: ['racewatch/jest/setup'], testMatch: ['**/judged.case.js'] };
    const cases = [
      { reporters: ['default', 'racewatch/jest/reporter'], args: ['-w', '2'] },
      { reporters: ['default', 'racewatch/jest/reporter'], args: ['-i'] },
      { reporters: ['default'], args: ['-i'] },
    ];
    for (const { reporters, args } of cases) {
      const config = JSON.stringify({ ...setup, reporters });
      const { stderr } = await project.run({ args: [...args, '--config', config] });
      expect(sums(stderr)).toEqual([
        expect.stringMatching(/^racewatch: 1 race, 1 of \d+ tests failed for it$/),
      ]);
    }
    const { stderr, stdout } = await project.run({ args: ['--listTests'] });
    expect(sums(stderr + stdout)).toEqual([]);
  }, 120_000);

  it.each(['ts-jest', '@swc/jest', 'babel-jest'])(
    'finds the original positions behind %s, cached or not',
    async (transform) => {
      const project = new Project(version, 'typescript');
      const args = ['--cache', '--cacheDirectory', `cache-${transform.replace('/', '-')}`];
      for (const _ of ['cold', 'warm']) {
        const { stderr } = await project.run({ args, env: { SHOP_TRANSFORM: transform } });
        expect(stderr).toContain('race lost-update on Shop.sold');
        expect(racing(stderr)).toEqual(['at Shop.buy (shop.ts:13:10)']);
        expect(stderr).toContain('      shop.ts:11:23');
      }
    },
    120_000,
  );

  it('watches ES modules', async () => {
    const { stderr } = await new Project(version, 'modules').run({ nodeArgs: ['--experimental-vm-modules'] });
    expect(stderr).toContain('race lost-update on sold');
    expect(racing(stderr)).toEqual(['at buy (shop.js:6:3)']);
  }, 60_000);

  it.each(['babel', 'v8'])(
    'leaves the counts of %s coverage as they are',
    async (provider) => {
      const project = new Project(version, 'typescript');
      const cover = async (folder: string, env: Readonly<Record<string, string>>) => {
        const args = ['--coverage', '--coverageProvider', provider, '--coverageReporters', 'json'];
        await project.run({
          args: [...args, '--coverageDirectory', folder],
          env: { SHOP_TRANSFORM: '@swc/jest', ...env },
        });
        return JSON.parse(project.read(`${folder}/coverage-final.json`)) as Record<
          string,
          Record<string, unknown>
        >;
      };
      const watched = await cover('watched', {});
      const plain = await cover('plain', { SHOP_PLAIN: '1' });
      // V8 makes up names for nameless functions, and which it finds differs: statements and branches are what counts.
      for (const part of ['s', 'b', 'statementMap', 'branchMap']) {
        expect(Object.values(watched).map((file) => file[part])).toEqual(
          Object.values(plain).map((file) => file[part]),
        );
      }
      expect(JSON.stringify(watched)).toContain('shop.ts');
    },
    120_000,
  );
});
