// The faults: which boundary, what is made of it there, and what has to come of it. A row is one process.

/** What a faulty function does instead of its work, see injector.cjs. */
type Kind = 'throws' | 'throws no error' | 'throws late' | 'hangs' | 'returns nothing' | 'returns rubbish';

/** `off`: watching ends and says so in one line. `on`: watching goes on, and nothing is said. */
export type Outcome = { readonly then: 'off' } | { readonly then: 'on' };

export interface Injection {
  /** `src/core/tasks#createTask`, `node:fs#writeSync`. */
  readonly target: string;
  readonly kind: Kind;
  /** The first call that is faulty; 1 when not given. */
  readonly from?: number;
  /** What is returned as rubbish. */
  readonly value?: unknown;
  /** Only for calls that have this function, or module of ours, in their stack. */
  readonly when?: string;
  /** Of the error that is thrown. */
  readonly code?: string;
}

export interface Fault {
  readonly boundary: string;
  /** Says what happens, to go on after the boundary's name. */
  readonly what: string;
  readonly inject?: Injection;
  /** Files of the project that are themselves the fault, by name. */
  readonly files?: (service: string) => Readonly<Record<string, string>>;
  readonly options?: string;
  readonly framework?: 'http' | 'express' | 'koa' | 'fastify' | 'cls';
  /** Only under this async driver. */
  readonly driver?: 'async_hooks' | 'promise_hooks';
  readonly outcome: Outcome;
}

const OFF: Outcome = { then: 'off' };
/** By design: what can be done without is done without. */
const ON: Outcome = { then: 'on' };

/** Every access goes through Proxies and method tables, none through instrumented source. */
const BARE = 'instrument=off';

type More = Partial<Pick<Fault, 'options' | 'framework' | 'driver'>> &
  Partial<Omit<Injection, 'target' | 'kind'>>;

function fault(boundary: string, target: string, kind: Kind, outcome: Outcome = OFF, more: More = {}): Fault {
  const { options, framework, driver, ...injection } = more;
  const name = target.slice(target.indexOf('#') + 1).replace('.prototype', '');
  const where = injection.when ? ` in ${injection.when}` : '';
  const late = injection.from ? ` from call ${injection.from} on` : '';
  const how = injection.code === undefined ? kind : `fails with ${injection.code}`;
  return {
    boundary,
    what: `${name} ${how}${where}${late}`,
    inject: { target, kind, ...injection },
    outcome,
    ...(options === undefined ? {} : { options }),
    ...(framework === undefined ? {} : { framework }),
    ...(driver === undefined ? {} : { driver }),
  };
}

const HOOKS = 'async hooks and promise hooks';
const hooks: Fault[] = [
  fault(HOOKS, 'instrument/async/resources#noteResource', 'throws'),
  fault(HOOKS, 'instrument/async/resources#noteResource', 'throws', OFF, { from: 40 }),
  fault(HOOKS, 'instrument/async/resources#activateResource', 'throws'),
  fault(HOOKS, 'instrument/async/resources#activateResource', 'throws no error'),
  fault(HOOKS, 'instrument/async/subclass#isOfSubclass', 'throws'),
  fault(HOOKS, 'src/core/activations#enterUntold', 'throws', OFF, { driver: 'async_hooks' }),
  fault(HOOKS, 'src/core/activations#enter', 'throws', OFF, { driver: 'promise_hooks' }),
  fault(HOOKS, 'src/core/activations#leave', 'throws', OFF, { driver: 'promise_hooks' }),
  fault(HOOKS, 'src/core/turns#openTurn', 'throws', OFF, { from: 30 }),
  fault(HOOKS, 'src/core/turns#joinTurns', 'throws'),
  fault(HOOKS, 'src/core/tasks#createTask', 'throws'),
  fault(HOOKS, 'src/core/tasks#createTask', 'returns nothing'),
  fault(HOOKS, 'instrument/async/hooks#hooksDriver.joining', 'throws', OFF, { driver: 'async_hooks' }),
  fault(HOOKS, 'instrument/async/hooks#hooksDriver.joining', 'throws late', OFF, { driver: 'async_hooks' }),
  fault(HOOKS, 'instrument/async/promise-hooks#promiseHooksDriver.joining', 'throws', OFF, {
    driver: 'promise_hooks',
  }),
];

const TRAPS = 'Proxy traps';
const trap = (name: string, target: string, from?: number): Fault =>
  fault(TRAPS, target, 'throws', OFF, {
    when: name,
    options: BARE,
    framework: 'express',
    ...(from ? { from } : {}),
  });
const FIND = 'src/core/keys#findKey';
const BEGIN = 'src/core/location#Location.prototype.begin';
const traps: Fault[] = [
  trap('Handler.get', FIND),
  trap('Handler.get', BEGIN),
  trap('Handler.get', 'src/membrane/kinds#kindOf'),
  trap('Handler.set', BEGIN),
  trap('Handler.has', BEGIN),
  trap('Handler.deleteProperty', BEGIN),
  trap('Handler.defineProperty', BEGIN),
  trap('Handler.getOwnPropertyDescriptor', BEGIN),
  trap('Handler.ownKeys', BEGIN),
  trap('Handler.ownKeys', 'src/core/record#recordRead'),
];

const METHODS = 'methods of Map, Set and Array';
const method = (room: string, target: string): Fault =>
  fault(METHODS, target, 'throws', OFF, {
    when: `src/membrane/${room}`,
    options: BARE,
    framework: 'express',
  });
const methods: Fault[] = [
  method('map', FIND),
  method('map', BEGIN),
  method('set', FIND),
  method('set', BEGIN),
  method('iterators', 'src/core/record#recordRead'),
  method('iterators', 'src/membrane/kinds#kindOf'),
  method('array-readers', BEGIN),
  method('array-mutators', BEGIN),
  fault(METHODS, 'src/patterns/examine#examineWalk', 'throws'),
];

const MEMBRANE = 'the way into the membrane';
const membrane: Fault[] = [
  fault(MEMBRANE, 'src/membrane/kinds#kindOf', 'throws'),
  fault(MEMBRANE, 'src/membrane/kinds#kindOf', 'returns nothing'),
  fault(MEMBRANE, 'src/membrane/reach#reachThrough', 'throws', OFF, { options: BARE, framework: 'express' }),
  fault(MEMBRANE, 'src/membrane/map#watchMap', 'throws'),
  fault(MEMBRANE, 'src/membrane/set#watchSet', 'throws'),
  fault(MEMBRANE, 'src/membrane/watch#watch', 'returns nothing', OFF, { framework: 'express' }),
  fault(MEMBRANE, 'src/membrane/watch#watch', 'returns rubbish', OFF, { framework: 'express', value: {} }),
  fault(MEMBRANE, 'src/membrane/whole#rawThroughout', 'throws', OFF, { options: BARE, framework: 'express' }),
  fault(MEMBRANE, 'src/membrane/whole#keysOfWatched', 'throws', OFF, { options: BARE, framework: 'express' }),
  fault(MEMBRANE, 'src/membrane/whole#printable', 'throws'),
  fault(MEMBRANE, 'src/core/path#stepFrom', 'throws'),
];

const MEMORY = 'what is remembered of accesses';
const memory: Fault[] = [
  fault(MEMORY, 'src/core/keys#addKey', 'throws'),
  fault(MEMORY, 'src/core/keys#addKey', 'throws', OFF, { from: 30 }),
  fault(MEMORY, 'src/core/values#tokenOf', 'throws'),
  fault(MEMORY, 'src/core/history#History.prototype.add', 'throws'),
  fault(MEMORY, 'src/core/publication#notePublication', 'throws'),
  fault(MEMORY, 'src/core/settle#noteTouched', 'throws'),
];

const SOURCE = 'helpers of instrumented source';
const source: Fault[] = [
  fault(SOURCE, 'src/sites/entries#entryAt', 'throws'),
  fault(SOURCE, 'src/sites/backoff#noteBirthAt', 'throws'),
  fault(SOURCE, 'src/sites/stand-ins#standInFor', 'throws'),
  fault(SOURCE, 'src/sites/stand-ins#iterationOf', 'throws'),
  fault(SOURCE, 'src/sites/modules#siteOf', 'throws'),
  fault(SOURCE, 'src/sites/modules#moduleOf', 'throws'),
  fault(SOURCE, 'src/membrane/object#ObjectHandler.prototype.noteRead', 'throws'),
  fault(SOURCE, 'src/membrane/object#ObjectHandler.prototype.noteWrite', 'throws'),
];

const STACKS = 'stack capture and stack parsing';
const stacks: Fault[] = [
  fault(STACKS, 'src/stacks/capture#captureStack', 'throws'),
  fault(STACKS, '#Error.captureStackTrace', 'throws', ON, { when: 'captureStack' }),
  fault(STACKS, 'src/stacks/call-frame#frameOfSite', 'throws'),
  fault(STACKS, 'src/stacks/call-frame#frameOfSite', 'returns nothing'),
  fault(STACKS, 'src/stacks/site-frames#placed', 'throws'),
  fault(STACKS, 'src/stacks/resolve#resolveFrames', 'throws'),
  fault(STACKS, 'src/stacks/resolve#resolveFrames', 'returns nothing', ON),
];

const MAPS = 'source maps';
const mapped = (what: string, map: string | undefined): Fault => ({
  boundary: MAPS,
  what,
  files: (service) => ({
    'service.cjs': `${service}\n//# sourceMappingURL=service.cjs.map\n`,
    ...(map === undefined ? {} : { 'service.cjs.map': map }),
  }),
  outcome: ON,
});
const CYCLE = { version: 3, sources: ['service.cjs'], names: [], mappings: 'AAAA' };
const maps: Fault[] = [
  mapped('there is none', undefined),
  mapped('it is garbage', '\u0000\u0001 not a map'),
  mapped('it is of another version', JSON.stringify({ version: 99, sources: 7, mappings: {} })),
  mapped('its mappings are garbage', JSON.stringify({ ...CYCLE, mappings: '!!!;;,,AAAAAAAAAAA' })),
  mapped('it maps a file to itself', JSON.stringify(CYCLE)),
  mapped(
    'it is larger than what is read',
    JSON.stringify({ ...CYCLE, names: ['x'.repeat(11 * 1024 * 1024)] }),
  ),
  fault(MAPS, 'src/stacks/source-maps#originalPosition', 'throws'),
  fault(MAPS, 'src/stacks/source-maps#originalPosition', 'returns rubbish', OFF, { value: 7 }),
];

const RULES = 'rules';
const rules: Fault[] = [
  fault(RULES, 'src/patterns/examine#examine', 'throws'),
  fault(RULES, 'src/patterns/lost-update#lostUpdate.match', 'throws'),
  fault(RULES, 'src/patterns/lost-update#lostUpdate.match', 'returns rubbish', OFF, {
    value: { rubbish: true },
  }),
  fault(RULES, 'src/patterns/mutation-during-iteration#mutationDuringIteration', 'throws'),
  fault(RULES, 'src/patterns/torn-read#tornRead', 'throws'),
  fault(RULES, 'src/core/window#windowEndingWith', 'throws'),
  fault(RULES, 'src/core/order#order', 'throws'),
];

const REPORTS = 'report writers';
const reports: Fault[] = [
  fault(REPORTS, 'src/write-up#writeUp', 'throws'),
  fault(REPORTS, 'src/report/fingerprint#fingerprint', 'throws'),
  fault(REPORTS, 'src/report/messages#messageFor', 'throws'),
  fault(REPORTS, 'src/report/json-lines#renderJson', 'throws'),
  fault(REPORTS, 'src/report/json-lines#renderJson', 'returns nothing', ON),
  fault(REPORTS, 'src/report/text#renderText', 'throws', OFF, { options: 'format=text' }),
];

const SINKS = 'where reports go';
const sinks: Fault[] = [
  fault(SINKS, 'node:fs#writeSync', 'throws', ON, { when: 'src/report/write-fully', code: 'ENOSPC' }),
  fault(SINKS, 'node:fs#writeSync', 'throws', ON, { when: 'src/report/write-fully', code: 'EIO' }),
  fault(SINKS, 'node:fs#writeSync', 'returns rubbish', ON, { when: 'src/report/write-fully', value: 1 }),
  fault(SINKS, 'src/report/log-file#LogFile.prototype.write', 'throws'),
  fault(SINKS, 'src/report/log-file#LogFile.prototype.close', 'throws'),
];

const TRANSFORM = 'instrumentation of modules';
const GARBAGE = {
  code: 'this is not ) JavaScript',
  sites: 0,
  table: { sites: [], functions: [], edits: [] },
};
const transform: Fault[] = [
  fault(TRANSFORM, 'instrument/transform/parse#parseModule', 'throws', ON, { options: 'cache=off' }),
  fault(TRANSFORM, 'instrument/transform/transform#transform', 'throws', ON, { options: 'cache=off' }),
  fault(TRANSFORM, 'instrument/transform/transform#transform', 'throws no error', OFF, {
    options: 'cache=off',
  }),
  fault(TRANSFORM, 'instrument/transform/transform#transform', 'returns nothing', ON, {
    options: 'cache=off',
  }),
  fault(TRANSFORM, 'instrument/transform/transform#transform', 'returns rubbish', OFF, {
    options: 'cache=off',
    value: 7,
  }),
  fault(TRANSFORM, 'instrument/transform/transform#transform', 'returns rubbish', OFF, {
    options: 'cache=off',
    value: GARBAGE,
  }),
  fault(TRANSFORM, 'instrument/modules/strip-types#isTypeScript', 'throws'),
  fault(TRANSFORM, 'instrument/modules/packs#Packs.prototype.read', 'throws'),
  fault(TRANSFORM, 'instrument/modules/packs#Packs.prototype.read', 'returns rubbish', OFF, {
    value: { length: 99 },
  }),
  fault(TRANSFORM, 'node:fs#readSync', 'throws', ON, { when: 'instrument/modules/packs', code: 'EIO' }),
  fault(TRANSFORM, 'node:fs#mkdirSync', 'throws', ON, {
    when: 'instrument/modules/packs',
    code: 'EROFS',
    options: 'cache=elsewhere',
  }),
  fault(TRANSFORM, 'instrument/modules/instrumenter#Instrumenter.prototype.table', 'throws', ON),
];

const CONFIG = 'configuration';
const configured = (what: string, files: Readonly<Record<string, string>>): Fault => ({
  boundary: CONFIG,
  what,
  files: () => files,
  outcome: OFF,
});
const config: Fault[] = [
  configured('the file is garbage', { 'racewatch.config.json': '{ "level": ' }),
  configured('the file is a list', { 'racewatch.config.json': '[1, 2]' }),
  configured('the file has a key of prototypes', {
    'racewatch.config.json': '{ "__proto__": { "level": "error" } }',
  }),
  configured('the file names a file that is not there', {
    'racewatch.config.json': '{ "suppressions": "no-such" }',
  }),
  fault(CONFIG, 'src/config/load#loadOptions', 'throws'),
  fault(CONFIG, 'src/config/load#loadOptions', 'returns nothing'),
  fault(CONFIG, 'src/config/file#readConfigFile', 'throws'),
];

const ROOTS = 'roots';
const roots: Fault[] = [
  fault(ROOTS, 'instrument/roots/server-properties#watchServer', 'throws'),
  fault(ROOTS, 'instrument/roots/server-origin#originOfServer', 'throws'),
  fault(ROOTS, 'instrument/modules/caller#callerOf', 'throws'),
  fault(ROOTS, 'instrument/roots/async-storage#install', 'throws'),
  fault(ROOTS, 'src/roots#noteRoot', 'throws'),
  ...(['express', 'koa', 'fastify'] as const).map((framework) =>
    fault(ROOTS, 'instrument/roots/properties#Properties.prototype.look', 'throws', OFF, { framework }),
  ),
  fault(ROOTS, 'src/session#Session.prototype.root', 'throws', OFF, { framework: 'cls' }),
];

const BESIDE = 'control, telemetry, start and exit';
const beside: Fault[] = [
  fault(BESIDE, 'instrument/control/socket#listenOn', 'throws', OFF, { options: 'control=socket' }),
  fault(BESIDE, 'node:net#Server.prototype.listen', 'hangs', ON, {
    when: 'instrument/control/socket',
    options: 'control=socket',
  }),
  fault(BESIDE, 'instrument/telemetry/opentelemetry#installOpenTelemetry', 'throws'),
  fault(BESIDE, 'src/session#Session.prototype.flush', 'throws'),
  fault(BESIDE, 'src/report/inventory-text#renderInventory', 'throws', OFF, { options: 'inventory=1' }),
];

/** All faults, in the order of the page. */
export const FAULTS: readonly Fault[] = [
  ...hooks,
  ...traps,
  ...methods,
  ...membrane,
  ...memory,
  ...source,
  ...stacks,
  ...maps,
  ...rules,
  ...reports,
  ...sinks,
  ...transform,
  ...config,
  ...roots,
  ...beside,
];
