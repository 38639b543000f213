import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { renderJson } from '../../src/report/json-lines.ts';
import type { Race } from '../../src/report/model.ts';
import schema from '../../src/report/race.schema.json' with { type: 'json' };
import { RACES } from './report-races.ts';

const validate = new Ajv2020({ allErrors: true, strict: true, allowUnionTypes: true }).compile(schema);
const model = readFileSync(new URL('../../src/report/model.ts', import.meta.url), 'utf8');
const race = RACES['lost-update'] as Race;

interface Shape {
  properties: Record<string, unknown>;
  required: string[];
  additionalProperties: boolean;
}

function interfaceOf(name: string): { all: string[]; required: string[] } {
  const body = new RegExp(`export interface ${name} {\n([\\s\\S]*?)\n}`).exec(model)?.[1] ?? '';
  const members = [...body.matchAll(/^ {2}(\w+)(\??):/gm)];
  return {
    all: members.map((member) => member[1] as string),
    required: members.filter((member) => member[2] === '').map((member) => member[1] as string),
  };
}

function unionOf(name: string): string[] {
  const body = new RegExp(`export type ${name} =([^;]*);`).exec(model)?.[1] ?? '';
  return [...body.matchAll(/'([^']+)'/g)].map((member) => member[1] as string);
}

const traced = (trace: object) => race.accesses.map((access) => ({ ...access, trace }));

describe('race.schema.json', () => {
  it.each([
    ['Race', schema as Shape],
    ['ReportedAccess', schema.$defs.ReportedAccess as Shape],
    ['ReportedTrace', schema.$defs.ReportedTrace as Shape],
    ['ReportedTask', schema.$defs.ReportedTask as Shape],
    ['Frame', schema.$defs.Frame as Shape],
  ])('has the keys of %s in the model, in the same order', (name, shape) => {
    const { all, required } = interfaceOf(name);
    expect(all.length).toBeGreaterThan(1);
    expect(Object.keys(shape.properties)).toEqual(all);
    expect(shape.required).toEqual(required);
    expect(shape.additionalProperties).toBe(false);
  });

  it.each(['Level', 'PatternName', 'LocationKind', 'AccessRole', 'AccessOp'] as const)(
    'has the words of %s in the model',
    (name) => {
      expect(unionOf(name).length).toBeGreaterThan(2);
      expect(schema.$defs[name].enum).toEqual(unionOf(name));
    },
  );

  it.each(Object.entries(RACES))('accepts %s', (_name, example) => {
    validate(JSON.parse(renderJson(example)));
    expect(validate.errors).toBeNull();
  });

  it.each<[string, (copy: Record<string, unknown>) => void]>([
    ['another version', (copy) => (copy.schema = 'racewatch.race/2')],
    ['an unknown key', (copy) => (copy.extra = 1)],
    ['an unknown pattern', (copy) => (copy.pattern = 'deadlock')],
    ['a missing location', (copy) => delete copy.location],
    ['an unknown key in the location', (copy) => (copy.location = { ...race.location, template: 'x' })],
    ['a single access', (copy) => (copy.accesses = race.accesses.slice(0, 1))],
    ['an object as a value', (copy) => (copy.accesses = race.accesses.map((a) => ({ ...a, value: {} })))],
    ['a trace that is none', (copy) => (copy.accesses = traced({ traceId: '4bf9', spanId: '' }))],
    ['half a trace', (copy) => (copy.accesses = traced({ traceId: 'a'.repeat(32) }))],
    ['a time that is not UTC', (copy) => (copy.time = '2026-11-23 15:24')],
    ['a count of nothing', (copy) => (copy.count = 0)],
    ['a fingerprint with a pid in it', (copy) => (copy.fingerprint = '4711-3f9c1d20a7')],
  ])('rejects %s', (_name, spoil) => {
    const copy = structuredClone(race) as unknown as Record<string, unknown>;
    spoil(copy);
    expect(validate(copy)).toBe(false);
  });
});

describe('a JSON line', () => {
  const full: Race = {
    ...race,
    accesses: race.accesses.map((access) => ({
      ...access,
      value: 1,
      stackNote: 'n',
      trace: { traceId: 'a'.repeat(32), spanId: 'b'.repeat(16) },
      stack: [{ async: true, owner: 'application', column: 1, line: 1, file: 'a.ts', function: 'f' }],
    })),
  };

  it('has its keys in the order of the schema, whatever order they were set in', () => {
    const backwards = Object.fromEntries(Object.entries(full).reverse()) as unknown as Race;
    const line = JSON.parse(renderJson(backwards));
    expect(Object.keys(line)).toEqual(Object.keys(schema.properties));
    expect(Object.keys(line.location)).toEqual(Object.keys(schema.properties.location.properties));
    expect(Object.keys(line.accesses[0])).toEqual(Object.keys(schema.$defs.ReportedAccess.properties));
    expect(Object.keys(line.accesses[0].stack[0])).toEqual(Object.keys(schema.$defs.Frame.properties));
    expect(Object.keys(line.accesses[0].trace)).toEqual(Object.keys(schema.$defs.ReportedTrace.properties));
    expect(Object.keys(line.tasks[0])).toEqual(Object.keys(schema.$defs.ReportedTask.properties));
  });

  it('leaves out what the schema does not know', () => {
    const more = { ...race, secret: 1, location: { ...race.location, object: {} } };
    expect(JSON.parse(renderJson(more))).toEqual(JSON.parse(renderJson(race)));
  });

  it.each(Object.entries(RACES))('of %s says all that the race does', (_name, example) => {
    expect(JSON.parse(renderJson(example))).toEqual(example);
  });

  it.each(Object.entries(RACES))('of %s is one line without a control character', (_name, example) => {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
    expect(renderJson(example)).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202e]/);
  });
});
