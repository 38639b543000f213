// Races in OpenTelemetry: a real service with the SDK and its OTLP exporters, and a receiver that takes what they send.

import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROOT, runNode } from '../support/children.ts';
import { type Attribute, having, plain, type Receiver, startReceiver } from './receiver.ts';

let receiver: Receiver;
let code: number | null;

beforeAll(async () => {
  receiver = await startReceiver();
  const preload = join(ROOT, 'dist/instrument/register.js');
  const service = join(__dirname, 'service.cjs');
  const ended = await runNode(['--require', preload, service, `${receiver.port}`], {
    env: { RACEWATCH: 'exitcode=0' },
  });
  code = ended.code;
}, 60_000);
afterAll(() => receiver.close());

const spanOf = (name: string) =>
  having(receiver.bodies.traces, 'spanId').find((span) => span.name === name)?.traceId as string;

describe('a race in a service with OpenTelemetry', () => {
  it('leaves the service as it is', () => {
    expect(code).toBe(0);
    expect(having(receiver.bodies.traces, 'spanId').map(({ name }) => name)).toEqual(
      expect.arrayContaining(['/one', '/two']),
    );
  });

  it('is one log record, with the code of the current access and the others under their roles', () => {
    const records = having(receiver.bodies.logs, 'body');
    expect(records).toHaveLength(1);
    const [record] = records;
    expect(record).toMatchObject({ eventName: 'racewatch.race', severityNumber: 17, severityText: 'ERROR' });
    const attributes = plain(record?.attributes as Attribute[]);
    expect(attributes).toMatchObject({
      'event.name': 'racewatch.race',
      'code.function.name': 'buy',
      'code.file.path': 'test/telemetry/service.cjs',
      'racewatch.pattern': 'lost-update',
      'racewatch.location.path': 'stock["apples"]',
      'racewatch.first.code.function.name': 'buy',
      'racewatch.intervening.code.function.name': 'buy',
      'racewatch.fingerprint': expect.stringMatching(/^[0-9a-f]{16}$/),
    });
    const tasks = ['first', 'intervening', 'second'].map((role) => attributes[`racewatch.${role}.task`]);
    expect(new Set(tasks)).toEqual(new Set(['GET /one', 'GET /two']));
  });

  it('is in the trace of the request whose access was the last', () => {
    const [record] = having(receiver.bodies.logs, 'body');
    const attributes = plain(record?.attributes as Attribute[]);
    const second = String(attributes['racewatch.second.task']).replace('GET ', '');
    expect(record?.traceId).toBe(spanOf(second));
  });

  it('counts by pattern and level, beside how much is watched', () => {
    const metrics = having(receiver.bodies.metrics, 'unit');
    expect(metrics.map(({ name }) => name).sort()).toEqual([
      'racewatch.evictions',
      'racewatch.locations',
      'racewatch.races',
    ]);
    const [point] = having(
      metrics.filter(({ name }) => name === 'racewatch.races'),
      'attributes',
    );
    expect(plain(point?.attributes as Attribute[])).toEqual({
      'racewatch.pattern': 'lost-update',
      'racewatch.level': 'error',
    });
    expect(point?.asDouble ?? point?.asInt).toBe(1);
  });
});
