// Random programs as text: a grammar of expressions, targets, patterns, functions, classes and statements over a few
// fixed names. Every program ends: loops and functions burn fuel. What it may name is listed in `world.ts`.

import fc from 'fast-check';

type Text = fc.Arbitrary<string>;
type Tie = (name: string) => Text;

/** Where an expression stands: decides whether `await`, `yield`, private names and `super` are allowed. */
const PLACES = ['plain', 'async', 'gen', 'asyncGen', 'method'] as const;
type Place = (typeof PLACES)[number];

const join = (...parts: (string | Text)[]): Text =>
  fc
    .tuple(...parts.map((part) => (typeof part === 'string' ? fc.constant(part) : part)))
    .map((texts) => texts.join(''));
const words = (...list: string[]): Text => fc.constantFrom(...list);
const list = (item: Text, max: number, separator = ', '): Text =>
  fc.array(item, { maxLength: max, size: 'max' }).map((items) => items.join(separator));

const variable = words('a', 'a', 'b', 'b', 'c', 'c', 'v', 'v', 'o', 'arr', 'k', 'p', 'q', 'late', 'missing');
const variableToWrite = words('a', 'a', 'a', 'b', 'b', 'c', 'c', 'v', 'p', 'q', 'late', 'k', 'fresh');
const property = words('x', 'y', 'z', 'g', 's', 'length', 'm', 'deep', 'name');
const literal = words(
  '0',
  '1',
  '1',
  '2',
  "'x'",
  "'x'",
  "'y'",
  "'z'",
  'null',
  'undefined',
  'true',
  '-0',
  '3n',
  'Symbol.iterator',
);
const thing = words(
  'o',
  'o',
  'o',
  'o.deep',
  'o.deep.x',
  'o.y',
  'arr',
  'arr',
  'arr[2]',
  'inst',
  'inst',
  'px',
  'px',
  'pf',
  'Klass',
  'v',
  'map',
  'set',
  'fn',
  'key',
  'frozen',
  'this',
  'a',
  'iter(2)',
  'globalThis.gone',
);
const binary = words(
  '+',
  '-',
  '*',
  '==',
  '===',
  '<',
  '&&',
  '||',
  '??',
  ',',
  '%',
  '&',
  'in',
  'instanceof',
  '**',
  '>>>',
);
const compound = words('+=', '-=', '*=', '||=', '&&=', '??=', '**=', '|=', '>>>=');
const method = words(
  'm',
  'm',
  'get',
  'set',
  'has',
  'add',
  'push',
  'pop',
  'map',
  'slice',
  'toString',
  'call',
  'x',
  'splice',
  'indexOf',
  'bump',
);

// Calls that work: random names mostly throw.
const working = (t: (name: string) => Text): Text =>
  fc.oneof(
    join(
      'arr.',
      words('push', 'unshift', 'indexOf', 'concat', 'includes', 'at', 'slice', 'fill'),
      '(',
      t('expr'),
      ')',
    ),
    join(
      'arr.',
      words('map', 'filter', 'forEach', 'find', 'some', 'flatMap'),
      '((u, i) => { fuel(); return ',
      t('expr'),
      '; })',
    ),
    join('arr.reduce((u, w) => { fuel(); return ', t('expr'), '; }, ', t('expr'), ')'),
    words(
      'arr.pop()',
      'arr.shift()',
      'arr.splice(0, 1)',
      'arr.join()',
      '[...arr.entries()].length',
      'arr.length',
      '[...iter(3)]',
      'set.size',
      'map.size',
    ),
    join('map.', words('get', 'has', 'delete'), '(', t('expr'), ')'),
    join('map.set(', t('expr'), ', ', t('expr'), ')'),
    join('set.', words('add', 'has', 'delete'), '(', t('expr'), ')'),
    words(
      '[...map]',
      '[...set]',
      '[...map.keys()]',
      'Array.from(set)',
      'Object.keys(o)',
      'Object.entries(frozen)',
      'inst.g',
      'inst?.g',
    ),
    join('inst.bump(', t('expr'), ')'),
    join('Klass.m(', t('expr'), ')'),
    join('o.m(', t('expr'), ').', words('x', 'y.x', 'deep.x', 'm(1)', 'm(2).m(3).x', 'g')),
    join('o?.m(', t('expr'), ')', words('.x', '?.x', '?.m(1).y', '.m?.(2)')),
    join('fn(', t('expr'), ')'),
    join('Reflect.apply(o.m, ', t('expr'), ', arr)'),
    join('JSON.stringify([', t('expr'), '].length)'),
  );

function awaiting(place: Place, t: (name: string) => Text): Text[] {
  const forms: Text[] = [];
  if (place === 'async' || place === 'asyncGen')
    forms.push(join('(await ', t('expr'), ')'), join('(await soon(', t('expr'), '))'));
  if (place === 'gen' || place === 'asyncGen')
    forms.push(join('(yield ', t('expr'), ')'), join('(yield* ', t('iterable'), ')'));
  return forms;
}

function classOnly(place: Place, t: (name: string) => Text): Text[] {
  if (place !== 'method') return [];
  const owner = words('this', 'this', 'inst', 'o', 'px', 'null');
  const hidden = words('#n', '#o', '#acc', '#ro');
  return [
    join('(', owner, '.', hidden, ')'),
    join('(', owner, '?.#n)'),
    join('(', owner, '.', hidden, ' = ', t('expr'), ')'),
    join('(', owner, '.', hidden, ' ', compound, ' ', t('expr'), ')'),
    join('(', owner, '.', hidden, '++)'),
    join('(--', owner, '.#n)'),
    join('(this.#o.', property, ' = ', t('expr'), ')'),
    join('this.#hidden(', t('expr'), ')'),
    join('(#n in Object(', t('expr'), '))'),
    join('super.', property),
    join('super[', t('expr'), ']'),
    join('super.m(', t('expr'), ')'),
    join('(super.', property, ' = ', t('expr'), ')'),
    join('(super.', property, ' ', compound, ' ', t('expr'), ')'),
    join('(super.x++)'),
    join('([', owner, '.#n, this.x] = ', t('iterable'), ')'),
  ];
}

// Arrows take over the place they stand in where the language lets them; other functions begin anew.
function functions(place: Place, tie: Tie): Text {
  const inner = place === 'method' ? 'method' : 'plain';
  const at = (name: string, where: Place) => tie(`${name}:${where}`);
  const params = at('params', inner);
  const plainParams = at('params', 'plain');
  const name = words('', '', 'named');
  return fc.oneof(
    join('(() => ', at('expr', inner), ')'),
    join('((', params, ') => { fuel(); ', at('body', inner), ' })'),
    join('(function ', name, '(', plainParams, ') { fuel(); ', at('body', 'plain'), ' })'),
    join('(async () => { fuel(); ', at('body', 'async'), ' })'),
    join('(function* ', name, '() { fuel(); ', at('body', 'gen'), ' })'),
    join('(async function* () { fuel(); ', at('body', 'asyncGen'), ' })'),
  );
}

function expressions(place: Place, tie: Tie): Record<string, Text> {
  const t = (name: string) => tie(`${name}:${place === 'method' && name === 'fun' ? 'method' : place}`);
  const inner = (name: string) => tie(`${name}:${place === 'method' ? 'method' : 'plain'}`);
  const leaf = fc.oneof(variable, literal, thing);
  const compute = fc.oneof(
    join('(', t('expr'), ' ', binary, ' ', t('expr'), ')'),
    join('(', words('!', '-', 'typeof ', 'void ', '+', '~'), t('expr'), ')'),
    join('(', t('expr'), ' ? ', t('expr'), ' : ', t('expr'), ')'),
    join('log(', words("'e1'", "'e2'", "'e3'"), ', ', t('expr'), ')'),
    join('tag`one${', t('expr'), '}two${', t('expr'), '}`'),
    join('`t${', t('expr'), '}`'),
  );
  const access = fc.oneof(
    join(t('base'), '.', property),
    join(t('base'), '[', t('expr'), ']'),
    join(t('base'), '?.', property, words('', '.x', '.deep.x', '?.y')),
    join(t('base'), '?.[', t('expr'), ']'),
    join(t('base'), '.', method, '(', t('args'), ')'),
    join(t('base'), '?.', method, '(', t('args'), ')'),
    join(t('base'), '.', method, '?.(', t('args'), ')'),
    join(t('base'), '[', t('expr'), '](', t('args'), ')'),
    join('(', t('base'), '.', property, ')(', t('args'), ')'),
    join('(', t('base'), '?.', property, ').x'),
    join('new ', words('Klass', 'Klass', 'o.m', 'fn', 'o.C', 'arr.x'), '(', t('args'), ')'),
    join('(delete ', t('base'), '.', property, ')'),
    join('(delete ', t('base'), '[', t('expr'), '])'),
    join('(delete ', t('base'), '?.', property, ')'),
    join('fn(', t('args'), ')'),
    join('Object.keys(', t('base'), ').length'),
  );
  const write = fc.oneof(
    join('(', t('target'), ' = ', t('expr'), ')'),
    join('(', t('target'), ' = ', t('fun'), ')'),
    join('(', variableToWrite, ' = ', t('bare'), ')'),
    join('(', t('target'), ' ', compound, ' ', t('expr'), ')'),
    join('(', t('target'), words('++', '--'), ')'),
    join('(', words('++', '--'), t('target'), ')'),
    join('([', list(t('element'), 3), '] = ', t('iterable'), ')'),
    join('({ ', list(t('entry'), 3), ' } = ', t('expr'), ')'),
  );
  const build = fc.oneof(
    join('[', list(fc.oneof(t('expr'), join('...', t('iterable'))), 3), ']'),
    join('({ ', list(t('member'), 3), ' })'),
    join('({ __proto__: o, ', t('member'), ' })'),
    t('fun'),
    join('(', t('fun'), ')(', t('args'), ')'),
    join('[...', t('fun'), '(', t('args'), ')]'),
    t('class'),
  );
  return {
    [`expr:${place}`]: fc.oneof(
      { maxDepth: 6, depthSize: 'medium', depthIdentifier: 'program', withCrossShrink: true },
      { arbitrary: leaf, weight: 3 },
      { arbitrary: compute, weight: 3 },
      { arbitrary: access, weight: 5 },
      { arbitrary: working(inner), weight: 4 },
      { arbitrary: write, weight: 5 },
      { arbitrary: build, weight: 2 },
      ...[...awaiting(place, t), ...classOnly(place, t)].map((arbitrary) => ({ arbitrary, weight: 1 })),
    ),
    [`base:${place}`]: fc.oneof(
      { arbitrary: thing, weight: 5 },
      { arbitrary: join('(', t('expr'), ')'), weight: 1 },
    ),
    [`iterable:${place}`]: fc.oneof(
      words('arr', 'map', 'set', 'px', "'xy'", 'iter(3)', 'o', 'null', '[1, , 3]', '[[1], {x: 2}]'),
      t('expr'),
    ),
    [`args:${place}`]: list(fc.oneof(t('expr'), t('expr'), join('...', t('iterable'))), 2),
    [`target:${place}`]: fc.oneof(
      variableToWrite,
      join(t('base'), '.', property),
      join(t('base'), '[', t('expr'), ']'),
      join(words('o', 'arr', 'px'), '[', words('key', "log('k', key)", 'a++'), ']'),
    ),
    [`element:${place}`]: fc.oneof(
      t('target'),
      join(t('target'), ' = ', t('expr')),
      join(variableToWrite, ' = ', t('bare')),
      fc.constant(''),
      join('{ x: ', t('target'), ' }'),
    ),
    [`entry:${place}`]: fc.oneof(
      join(property, ': ', t('target')),
      join(property, ': ', t('target'), ' = ', t('expr')),
      join('[', t('expr'), ']: ', t('target')),
      join(words('a', 'b'), words('', ' = 1', ' = () => 1')),
      join('deep: { x: ', t('target'), ' }'),
    ),
    [`member:${place}`]: fc.oneof(
      join(property, ': ', t('expr')),
      join('[', t('expr'), ']: ', t('expr')),
      join(property, ': ', t('bare')),
      join('...', t('expr')),
      join('get ', property, "() { log('getter'); return ", tie('expr:plain'), '; }'),
      join('set ', property, '(w) { ', tie('body:plain'), ' }'),
      join('m(w) { fuel(); return super.x ?? ', tie('expr:plain'), '; }'),
      words('a', 'b'),
    ),
    [`bare:${place}`]: fc.oneof(
      words('() => 1', 'function () { return this }', 'class { static x = 1 }', 'async () => {}'),
      t('fun'),
    ),
    [`params:${place}`]: fc.oneof(
      words('', 'u', 'u, w', 'a', 'u, a = u', '...u'),
      join('u = ', inner('expr')),
      join('u, { x: w = ', inner('expr'), ', ...rest } = o'),
      join('[u, w = ', words('a', 'o.x', 'u', 'arr[0]', 'o.m(1).x'), '] = arr, b = ', inner('expr')),
      join('{ deep: { x: u }, [', inner('expr'), ']: w } = px'),
    ),
    [`fun:${place}`]: functions(place, tie),
    [`class:${place}`]: classes(tie),
  };
}

function classes(tie: Tie): Text {
  const t = (name: string) => tie(`${name}:method`);
  const element = fc.oneof(
    join('x = ', t('expr'), ';'),
    join('static s = ', t('expr'), ';'),
    join('[', words("log('computed', 'y')", 'key', "'z'"), '] = ', t('expr'), ';'),
    join('y = () => ', t('expr'), ';'),
    join('static { fuel(); ', t('expr'), '; }'),
    join('m(w) { fuel(); ', t('body'), ' }'),
    join('get g() { return ', t('expr'), '; }'),
    join('set g(w) { ', t('expr'), '; }'),
    join('static m() { return ', t('expr'), '; }'),
  );
  const hidden =
    "#n = 1; #o = { x: 1 }; #ro_ = 0; get #acc() { log('#acc'); return this.#n; } set #acc(w) { log('#acc=', w); } " +
    "get #ro() { return this.#ro_; } #hidden(w) { return log('#hidden', w); }";
  const create = join(
    'constructor(w) { fuel(); super(w); log("born", new.target === undefined); ',
    t('expr'),
    '; }',
  );
  return fc.oneof(
    join('(class extends Base { ', hidden, ' ', list(element, 3, ' '), ' })'),
    join('(class Named extends Base { ', hidden, ' ', create, ' ', list(element, 2, ' '), ' })'),
    join('new (class extends Base { ', hidden, ' ', list(element, 3, ' '), ' })(', t('expr'), ')'),
  );
}

function statements(place: Place, tie: Tie): Record<string, Text> {
  const t = (name: string) => tie(`${name}:${place}`);
  const loops = fc.oneof(
    join('for (const u of ', t('iterable'), ') { fuel(); ', t('body'), " log('u', u); }"),
    join('for (', t('target'), ' of ', t('iterable'), ') { fuel(); ', t('stmt'), ' }'),
    join('for (const u in ', t('expr'), ') { fuel(); ', t('stmt'), ' }'),
    join('for (', t('target'), ' in ', t('base'), ') { fuel(); ', t('stmt'), ' }'),
    join('for (let i = 0; i < 2; i++) { fuel(); keep(() => i); ', t('stmt'), ' }'),
    join(
      'one: for (const [u, w = ',
      t('expr'),
      '] of [[1], [2, 3]]) { fuel(); two: do { ',
      t('stmt'),
      words(' continue one;', ' break two;', ' break one;', ''),
      ' } while (false); }',
    ),
    join('while (', t('expr'), ') { fuel(); ', t('stmt'), words(' break;', ''), ' }'),
  );
  const blocks = fc.oneof(
    join('if (', t('expr'), ') { ', t('body'), ' } else { ', t('stmt'), ' }'),
    join('if (', t('expr'), ') ', t('expr'), '; else ', t('expr'), ';'),
    join('try { ', t('body'), " } catch ({ name: caught }) { log('caught', caught); ", t('stmt'), ' }'),
    join('try { ', t('stmt'), ' } finally { ', t('stmt'), ' }'),
    join(
      'switch (',
      t('expr'),
      ') { case ',
      t('expr'),
      ': ',
      t('stmt'),
      ' break; case 1: default: ',
      t('stmt'),
      ' }',
    ),
    join('WITH (', words('o', 'px', 'frozen'), ') { ', t('stmt'), ' x = y; }'),
    join('{ ', t('stmt'), ' }'),
  );
  const declarations = fc.oneof(
    join('const { x: l1, ...l2 } = ', t('expr'), '; log(l1);'),
    join(
      'let [h1, h2 = ',
      t('expr'),
      ', ...h3] = ',
      t('iterable'),
      '; h1 = ',
      t('expr'),
      '; keep(() => h1++);',
    ),
    join('var w1 = ', t('expr'), ', w2 = ', t('bare'), ';'),
    join('let n1 = ', t('bare'), '; log(n1, n1.name);'),
    join(
      'class Local extends Base { x = ',
      tie('expr:method').map((text) => text.replaceAll('#', '_')),
      '; } log(Local.name);',
    ),
  );
  const leaving = words('return a;', 'throw o;', 'return;', "throw new TypeError('mine');");
  const forAwait =
    place === 'async' || place === 'asyncGen'
      ? [join('for await (const u of ', t('iterable'), ") { fuel(); log('u', u); ", t('stmt'), ' }')]
      : [];
  const simple = join(t('expr'), ';').map((text) =>
    /^(?:[{[(`]|function|class|let)/.test(text) ? `;${text}` : text,
  );
  return {
    [`stmt:${place}`]: fc.oneof(
      { maxDepth: 6, depthSize: 'medium', depthIdentifier: 'program', withCrossShrink: true },
      { arbitrary: simple, weight: 3 },
      { arbitrary: join("log('is', ", t('expr'), ');'), weight: 4 },
      { arbitrary: loops, weight: 2 },
      { arbitrary: blocks, weight: 2 },
      { arbitrary: join('{ ', declarations, ' }'), weight: 2 },
      ...forAwait.map((arbitrary) => ({ arbitrary, weight: 1 })),
    ),
    [`body:${place}`]: fc.oneof(
      { arbitrary: t('stmt'), weight: 4 },
      { arbitrary: join(t('stmt'), ' ', t('stmt')), weight: 2 },
      { arbitrary: join('return ', t('expr'), ';'), weight: 3 },
      { arbitrary: leaving, weight: 1 },
    ),
  };
}

const grammar = fc.letrec<Record<string, string>>((tie) =>
  Object.assign({}, ...PLACES.flatMap((place) => [expressions(place, tie), statements(place, tie)])),
);

const guarded = (body: Text): Text => join('try { ', body, " } catch (e) { log('caught', e); }");

const statement = (place: Place) => grammar[`stmt:${place}`] as Text;

const several = (item: Text): Text =>
  fc.array(item, { minLength: 1, maxLength: 3, size: 'max' }).map((items) => items.join(' '));

/** The lines of a program: some run at the top, some in an async function, which is its result. */
export const program: fc.Arbitrary<{ strict: boolean; top: string[]; later: string[] }> = fc.record({
  strict: fc.boolean(),
  top: fc.array(guarded(several(statement('plain'))), { minLength: 1, maxLength: 6, size: 'max' }),
  later: fc.array(guarded(several(statement('async'))), { maxLength: 3, size: 'max' }),
});
