// A temporary folder with src/stacks compiled and the fixture built in many ways, and Nodes to run it on.

import { execFileSync, spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Frame } from '../../src/report/model.ts';

const root = resolve(import.meta.dirname, '../..');
const bin = (name: string) => join(root, 'node_modules/.bin', name);

/** The Nodes at hand: those of the development cache, else the one that runs the tests. */
export function nodes(): { name: string; path: string }[] {
  const cached = ['20', '22', '24', '26']
    .map((name) => ({ name, path: join(root, `.cache/nodes/node_modules/node${name}/bin/node`) }))
    .filter(({ path }) => existsSync(path));
  const running = { name: process.versions.node.split('.')[0] ?? '', path: process.execPath };
  return cached.length > 0 ? cached : [running];
}

/** A TypeScript with a compiler API, which ts-node needs; TypeScript 7 has none. */
export function typescriptWithApi(): string | undefined {
  const load = createRequire(join(root, 'package.json'));
  for (const name of ['typescript5', '@arethetypeswrong/core']) {
    try {
      const found =
        name === 'typescript5' ? load.resolve(name) : createRequire(load.resolve(name)).resolve('typescript');
      if (typeof load(found).transpileModule === 'function') return found;
    } catch {}
  }
  return undefined;
}

export interface Outcome {
  frames: Frame[];
  code: string;
  stats: Record<string, number>;
  thrown: string;
}

export class Workshop {
  readonly folder = realpathSync(mkdtempSync(join(tmpdir(), 'racewatch stacks-')));
  readonly stacks = join(this.folder, 'tool/dist/src/stacks');

  constructor() {
    symlinkSync(join(root, 'node_modules'), join(this.folder, 'node_modules'));
    mkdirSync(join(this.folder, 'tool'));
    const config = {
      extends: join(root, 'tsconfig.json'),
      compilerOptions: {
        rootDir: root,
        outDir: join(this.folder, 'tool/dist'),
        declaration: false,
        typeRoots: [join(root, 'node_modules/@types')],
      },
      include: [join(root, 'src/stacks')],
    };
    this.write('tool/tsconfig.json', JSON.stringify(config));
    execFileSync(bin('tsc'), ['-p', join(this.folder, 'tool/tsconfig.json')], { stdio: 'pipe' });
    this.write('tool/package.json', '{ "type": "commonjs" }');
  }

  write(name: string, text: string): void {
    writeFileSync(join(this.folder, name), text);
  }

  read(name: string): string {
    return readFileSync(join(this.folder, name), 'utf8');
  }

  /** Makes an application folder with the fixture in `src/`. */
  app(name: string, type: 'commonjs' | 'module' = 'commonjs'): string {
    mkdirSync(join(this.folder, name, 'src'), { recursive: true });
    this.write(`${name}/package.json`, JSON.stringify({ type }));
    cpSync(join(import.meta.dirname, 'fixtures/shop.ts'), join(this.folder, name, 'src/shop.ts'));
    return join(this.folder, name);
  }

  tsc(app: string, ...options: string[]): void {
    const fixed = [
      '--ignoreConfig',
      '--target',
      'es2022',
      '--module',
      'nodenext',
      '--skipLibCheck',
      '--types',
      'node',
    ];
    const args = [...fixed, '--rootDir', 'src', '--outDir', 'dist', ...options, 'src/shop.ts'];
    execFileSync(bin('tsc'), args, { cwd: join(this.folder, app), stdio: 'pipe' });
  }

  esbuild(app: string, ...options: string[]): void {
    const args = [
      'src/shop.ts',
      '--bundle',
      '--platform=node',
      '--sourcemap',
      '--log-level=error',
      ...options,
    ];
    execFileSync(bin('esbuild'), args, { cwd: join(this.folder, app), stdio: 'pipe' });
  }

  /** Runs a built application and gives what it printed. */
  run(node: string, app: string, args: string[], env: Record<string, string> = {}): Outcome {
    const child = spawnSync(node, args, {
      cwd: join(this.folder, app),
      env: { PATH: process.env.PATH, HOME: process.env.HOME, STACKS: this.stacks, ...env },
      encoding: 'utf8',
    });
    if (child.status !== 0 || child.stdout === '') throw new Error(`${args.join(' ')}: ${child.stderr}`);
    return JSON.parse(child.stdout);
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
