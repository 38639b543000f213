// ES modules where load hooks run on a thread of their own (Node 20). That thread instruments; this side learns of
// a module when its code asks for its sites, by messages that were posted before the code was handed over.

import { realpathSync } from 'node:fs';
import Module, { syncBuiltinESMExports } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { isMainThread, MessageChannel, type MessagePort, receiveMessageOnPort } from 'node:worker_threads';
import type { Options } from '../../src/config/options.ts';
import type { Instrumented, Unparsed } from './instrumenter.ts';
import { packageType } from './package-type.ts';
import { replaceMethod } from './patch.ts';

/** What the loader thread is started with; it can be cloned. */
export interface ThreadData {
  readonly options: Pick<Options, 'instrument' | 'deps' | 'include' | 'exclude'>;
  readonly cwd: string;
  readonly version: string;
  readonly folder: string | undefined;
  /** Modules get a map for debuggers and coverage. */
  readonly mapped: boolean;
  readonly port: MessagePort;
  /** Shared: the number of the registration in force, which is the latest, and how many are being made. */
  readonly state: Int32Array;
  readonly generation: number;
}

/** What the loader thread tells. */
export type ThreadMessage =
  | { readonly instrumented: Instrumented; readonly cached: boolean; readonly mapped: boolean }
  | { readonly unparsed: Unparsed }
  /** What went wrong there, in one line. */
  | { readonly fault: string };

export const IN_FORCE = 0;
export const REGISTERING = 1;

type Register = (specifier: string, options: object) => void;

/** The loader thread, as the thread that runs the modules sees it. */
export interface EsmThread {
  /** Reads what it has told so far. */
  catchUp(): void;
  /** Shows it a CommonJS text that is about to be compiled: one that imports starts it. */
  saw(text: string, format: unknown): void;
}

const IMPORT_CALL = /\bimport\s*\(/;
const ESM_SYNTAX = /^\s*(?:import|export)\s*[\w{*'"$]/m;

/**
 * Registers our hooks as soon as something may load ES modules, and again after every registration of others: the
 * latest is the outermost. Not sooner, because the thread runs the preloads of the program once more.
 * @param heard told what the thread did
 */
export function installEsmThread(
  data: Omit<ThreadData, 'port' | 'state' | 'generation'>,
  heard: (message: ThreadMessage) => void,
): EsmThread {
  const ports: MessagePort[] = [];
  const state = new Int32Array(new SharedArrayBuffer(2 * Int32Array.BYTES_PER_ELEMENT));
  const host = Module as unknown as { register: Register };
  const register = host.register.bind(Module);
  const url = pathToFileURL(join(__dirname, 'loader.mjs')).href;

  const registerOurs = (): void => {
    const { port1, port2 } = new MessageChannel();
    port1.unref();
    ports.push(port1);
    const generation = Atomics.add(state, IN_FORCE, 1) + 1;
    // Another URL is another instance of the hooks.
    register(`${url}?${generation}`, {
      data: { ...data, port: port2, state, generation } satisfies ThreadData,
      transferList: [port2],
    });
  };

  if (mayBeginWithEsm()) registerOurs();
  replaceMethod(host, 'register', (original) => {
    return function (this: unknown, ...args) {
      // Modules with hooks are loaded through the hooks there are, but run where no site is known.
      Atomics.add(state, REGISTERING, 1);
      try {
        return Reflect.apply(original, this, args);
      } finally {
        registerOurs();
        Atomics.sub(state, REGISTERING, 1);
      }
    };
  });
  syncBuiltinESMExports();

  return {
    catchUp() {
      for (const port of ports) {
        for (let got = receiveMessageOnPort(port); got !== undefined; got = receiveMessageOnPort(port)) {
          heard(got.message as ThreadMessage);
        }
      }
    },
    saw(text, format) {
      if (ports.length > 0) return;
      const imports = text.includes('import') && IMPORT_CALL.test(text);
      if (imports || (format !== 'commonjs' && ESM_SYNTAX.test(text))) registerOurs();
    },
  };
}

const ESM_FLAG = /^--(?:import|loader|experimental-loader|input-type)\b|^-(?:e|p|pe)$|^--(?:eval|print)\b/;

/** Whether ES modules may be loaded without a CommonJS text that shows it. */
function mayBeginWithEsm(): boolean {
  const flags = [...process.execArgv, ...(process.env.NODE_OPTIONS ?? '').split(/\s+/)];
  const [, entry] = process.argv;
  if (entry === undefined || flags.some((flag) => ESM_FLAG.test(flag)) || !isMainThread) return true;
  return !isCommonJs(entry);
}

function isCommonJs(entry: string): boolean {
  if (/\.c[jt]s$/.test(entry)) return true;
  // A link, such as those in node_modules/.bin, says nothing about the package it leads to.
  const file = realPath(entry);
  return !/\.m[jt]s$/.test(file) && packageType(file) !== 'module';
}

function realPath(file: string): string {
  try {
    return realpathSync(file);
  } catch {
    return file;
  }
}
