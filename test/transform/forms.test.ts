import { describe, expect, it } from 'vitest';
import { transform } from '../../instrument/transform/transform.ts';

/** What a function body with the parameters o, p and k becomes; site ids and prologue fall. */
function body(code: string): string {
  const whole = transform({
    code: `(function*(o,p,k){${code}})`,
    file: 'f.js',
    key: 'f',
    format: 'commonjs',
  })?.code;
  const text = whole ?? `(function*(o,p,k){${code}})`;
  return text.slice(text.indexOf('(function*(o,p,k){') + 18, -2).replaceAll(/,\$rwb\+\d+/g, ',s');
}

const FORMS: readonly (readonly [sentence: string, given: string, made: string])[] = [
  ['a read', 'o.a', '$rwo(o,"a",s).a'],
  ['a read by a literal key', 'o["a"]', '$rwo(o,"a",s)["a"]'],
  ['a read by a variable', 'o[k]', '$rwo(o,k,s)[k]'],
  ['a read by a variable of a call', 'p()[k]', '$rwo(p(),k,s)[k]'],
  ['a computed read', 'o[k()]', 'o[$rwk(o,k(),s)]'],
  ['a computed read by what changes', 'o[k++]', 'o[$rwk(o,k++,s)]'],
  ['a computed read of a call', 'p()[k()]', 'let $rw0;($rw0=p())[$rwk($rw0,k(),s)]'],
  ['a method call', 'o.m(1)', '$rwm(o,"m",s).m(1)'],
  ['a write', 'o.a=1', 'o.a=$rww(o,1,"a",s)'],
  ['a computed write', 'o[k]=1', 'o[k]=$rww(o,1,k,s)'],
  ['a write of a function', 'o.a=()=>1', '$rwp(o,"a",s),o.a=()=>1'],
  ['a method of a prototype, which stays', 'o.prototype.a=function(){}', 'o.prototype.a=function(){}'],
  ['a compound write', 'o.a+=1', 'o.a=$rww(o,$rwo(o,"a",s).a+(1),"a",s)'],
  ['a logical write', 'o.a||=1', '($rwo(o,"a",s).a||(o.a=$rww(o,1,"a",s)))'],
  ['an update', 'o.a++', '($rwu(o,"a",s,1),o).a++'],
  ['an update down', '--o.a', '--($rwu(o,"a",s,-1),o).a'],
  ['a computed update', 'o[k]++', 'o[($rwu(o,k,s,1),k)]++'],
  ['a deletion', 'delete o.a', 'delete ($rwd(o,"a",s),o).a'],
  ['a question', '"a" in o', '"a" in $rwi(o,"a",s)'],
  ['a spread', '[...o]', '[...$rwa(o,s)]'],
  ['a loop over keys', 'for(k in o);', 'for(k in $rwe(o,s));'],
  ['a loop over values', 'for(k of o);', 'for(k of $rwf(o,s));'],
  ['a delegation', 'yield*o', 'yield*$rwf(o,s)'],
  ['a pattern', 'const {a}=o', 'const {a}=$rwz(o,s)'],
  ['a short chain', 'o?.a', '$rwo(o,"a",s)?.a'],
  ['a long chain', 'o?.a.b', 'let $rw0;(($rw0=o)==null?void 0:$rwo($rwo($rw0,"a",s).a,"b",s).b)'],
  ['a construction', 'new o.A(1)', 'new ($rwo(o,"A",s).A)(1)'],
  ['a known global, which stays', 'Math.max(1)+process.env.A', 'Math.max(1)+process.env.A'],
  ['a fresh list, which stays', 'const l=[];l.push(1);l.length', 'const l=[];l.push(1);l.length'],
  ['keywords before parentheses', 'return(o).a', 'return $rwo((o),"a",s).a'],
];

describe('the transform', () => {
  it.each(FORMS)('has a form for %s', (_, given, made) => {
    expect(body(given)).toBe(made);
  });

  it('puts its prologue behind hashbang and directives, on a line that is there', () => {
    const made = (code: string) => transform({ code, file: 'f.js', key: 'K', format: 'commonjs' })?.code;
    expect(made('x.a')).toBe('const {o:$rwo,b:$rwb}=__racewatch$.module("K");$rwo(x,"a",$rwb+1).a');
    expect(made('#!/usr/bin/env node\nx.a')).toMatch(/^#!\/usr\/bin\/env node\nconst \{/);
    expect(made('"use strict"\nx.a')).toMatch(/^"use strict";const \{.*\nx?\$rwo/);
  });

  it('watches variables that another function sees and somebody assigns', () => {
    const code = 'let n=0;function f(){n=n+1;n++}';
    const made = transform({ code, file: 'f.js', key: 'K', format: 'commonjs' });
    expect(made?.code).toContain(
      'n=$rwl($rwx(n,$rw_1,$rwb+1)+1,n,$rw_1,$rwb+2);($rwlu(n,$rw_1,$rwb+3,1),n++)',
    );
    expect(made?.table.sites.map(({ op }) => op)).toEqual([
      'variable-read',
      'variable-write',
      'variable-update',
      'variable',
    ]);
  });

  it('moves parameters that are patterns into the body, where their text stays', () => {
    const made = (code: string) =>
      transform({ code, file: 'f.js', key: 'K', format: 'commonjs' })?.code.replaceAll(/,\$rwb\+\d+/g, ',s');
    expect(made('f=({a},b=1)=>a')).toContain(
      'f=($rw_1,$rw_2=void 0)=>{let {a}=$rwz($rw_1,s),{0:b=1}={0:$rw_2};return(a)}',
    );
    expect(made('(function({a}={}){a()})')).toContain(
      '(function($rw_1=void 0){let {0:{a}={}}={0:$rwz($rw_1,s)};a()})',
    );
    expect(made('(function*({a}){a()})')).toBeUndefined();
    expect(made('(function({a}){arguments})')).toBeUndefined();
  });

  it('makes roots of what inner functions look into, whatever bound it', () => {
    const made = (code: string) =>
      transform({ code, file: 'f.js', key: 'K', format: 'commonjs' })?.code.replaceAll(/,\$rwb\+\d+/g, ',s');
    expect(made('function f(c){return()=>c.get()}')).toContain('{$rwr(c,"c",s);return');
    expect(made('function f(c){return()=>c}')).toBeUndefined();
    expect(made('const {s}=d;function f(){s.x()}')).toContain('const {s}=$rwz(d,s);$rwr(s,"s",s);');
    expect(made('function f(){exports.n=1}')).toContain('$rwr(exports,"exports",s);function');
  });

  it('reads imported variables at their exporter, but not what is called', () => {
    const code =
      'import { u as v } from "./s.mjs"; import w from "w"; const f = () => [v, v(), w, typeof v]; v;';
    const made = transform({ code, file: 'f.mjs', key: 'K', format: 'module' })?.code;
    expect(made).toContain('[$rwxi(v,"./s.mjs","u",$rwb+1), v(), w, typeof v]; v;');
  });

  it.each([
    ['stable names', '(a, b) => a === b', '(a === b||$rwjn(a,b))'],
    ['turned round', '(a, b) => a !== b', '(a !== b&&!$rwjn(a,b))'],
    ['parts that must not run twice', '(a) => a() == a(1)', '(($rw0=a() )==($rw1= a(1))||$rwjn($rw0,$rw1))'],
    [
      'a name that the other side assigns',
      '(a, b) => a === (a = b)',
      '(($rw0=a )===($rw1= (a = b))||$rwjn($rw0,$rw1))',
    ],
    ['no place for temporaries', '(a, b = a === a()) => b', '(a, b = $rwj(a , a()))'],
    ['a literal', '(a) => a === 1', '(a) => a === 1'],
    ['a variable of numbers', '() => { let n = 0, m = n; n += f(); return m === f(n) }', 'return m === f(n)'],
    ['one that may hold an object', '() => { let n = 0; n = f(); return n === f(n) }', '$rwjn('],
    ['one assigned where it is empty', '() => { let n; n ??= f(); return n === f(n) }', '$rwjn('],
    ['one of a loop', '(s) => { for (const n of s) if (n === f(n)) return 1 }', '$rwjn('],
    ['one of a pattern', '(s) => { const [n] = s; return n === f(n) }', '$rwjn('],
    ['a length', '(a, b) => b === a.length', 'b === $rwo(a,"length",$rwb+1).length}'],
  ])('compares forms of one object, %s', (_name, text, expected) => {
    const code = `x.f = (o) => o.m; x.g = ${text}`;
    const made = transform({ code, file: 'f.js', key: 'K', format: 'commonjs' })?.code ?? '';
    const part = made.slice(made.indexOf('x.g')).replaceAll(/\$rwb\+\d+/g, '$rwb+1');
    expect(`${part}}`).toContain(expected);
  });

  it('says under which names a module exports a variable', () => {
    const code = 'export let n = 0; export { n as m }; export const f = () => n++;';
    const made = transform({ code, file: 'f.mjs', key: 'K', format: 'module' });
    expect(made?.table.sites.find(({ op }) => op === 'variable')?.exported).toEqual(['n', 'm']);
  });

  it('has helpers before an importing module of a circle has run', () => {
    const code = 'import "./other.mjs"; export function f(o) { return o.a }';
    expect(transform({ code, file: 'f.mjs', key: 'K', format: 'module' })?.code).toMatch(
      /^function \$rwo\(x\)\{return x\}var \$rwb;\(\{o:\$rwo,b:\$rwb\}=__racewatch\$\.module\("K"\)\);import/,
    );
  });

  it('keeps the text that tells the names of exports', () => {
    for (const code of [
      'module.exports={a,b,...require("./c")};let a,b;function f(){a=b=1}',
      'Object.defineProperty(exports,"x",{enumerable:true,get:function(){return a_1.x}});let a_1;q=()=>a_1=1',
      'module.exports=require("./a").b;o.a',
    ]) {
      const made = transform({ code, file: 'f.js', key: 'K', format: 'commonjs' })?.code;
      expect(made).toContain(code.slice(0, code.indexOf(';')));
    }
  });

  it('has nothing to do for code without accesses, and leaves whole modules with eval alone', () => {
    const made = (code: string) => transform({ code, file: 'f.js', key: 'K', format: 'commonjs' });
    expect(made('var x = 1')).toBeUndefined();
    expect(made('eval("x"); y.z')).toBeUndefined();
  });

  it('refuses what it cannot parse, with the position', () => {
    const refused = (code: string) => () => transform({ code, file: 'f.js', key: 'K', format: 'commonjs' });
    expect(refused('let x =\n  ;')).toThrow(
      expect.objectContaining({ name: 'ParseFailure', line: 2, column: 3 }),
    );
    expect(refused('@dec class A {}')).toThrow(expect.objectContaining({ name: 'ParseFailure' }));
    expect(refused('('.repeat(50_000))).toThrow(expect.objectContaining({ name: 'ParseFailure' }));
    expect(refused(`x${'.a'.repeat(50_000)}`)).toThrow(expect.objectContaining({ name: 'ParseFailure' }));
  });
});
