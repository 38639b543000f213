import { describe, expect, it } from 'vitest';
import { type PathNode, rootPath, stepFrom } from '../../src/core/path.ts';
import { looksSecret } from '../../src/core/secrets.ts';
import { reportedValue } from '../../src/report/values.ts';

const shown = (token: unknown, key: unknown = 'stock', path?: PathNode) =>
  reportedValue(token, key, { values: true, path });

describe('the value in a report', () => {
  it.each<[string, unknown, unknown]>([
    ['a number as it is', 10, 10],
    ['a string as it is', 'ann', 'ann'],
    ['a boolean as it is', false, false],
    ['null as it is', null, null],
    ['a bigint with its n', 12345678901234567890n, '12345678901234567890n'],
    ['not a number in words, as JSON has none', Number.NaN, 'NaN'],
    ['infinity in words', Number.NEGATIVE_INFINITY, '-Infinity'],
    ['nothing for undefined', undefined, undefined],
    ['nothing for a symbol', Symbol('absent'), undefined],
    ['nothing for a function', () => 1, undefined],
    ['nothing for an object', { a: 1 }, undefined],
  ])('is %s', (_name, token, expected) => {
    expect(shown(token)).toBe(expected);
  });

  it('is cut at 80 characters', () => {
    expect(shown('x'.repeat(80))).toBe('x'.repeat(80));
    expect(shown('x'.repeat(81))).toBe(`${'x'.repeat(80)}…`);
  });

  it('is never cut in the middle of a character', () => {
    expect(shown(`${'x'.repeat(79)}😀😀`)).toBe(`${'x'.repeat(79)}…`);
  });

  it('is left out when values are switched off', () => {
    expect(reportedValue(10, 'stock', { values: false })).toBeUndefined();
    expect(reportedValue('p', 'password', { values: false })).toBeUndefined();
  });

  it.each([10, 'a', true, null, 5n])('is masked under a secret key, whatever it is: %s', (token) => {
    expect(shown(token, 'password')).toBe('***');
  });

  it('is masked when a key further up the path looks secret', () => {
    const root = rootPath('app.locals');
    const tokens = stepFrom(root, 'apiTokens', 'object');
    expect(shown('abc', 'ann', stepFrom(tokens, 0, 'array'))).toBe('***');
    expect(shown('abc', 'ann', root)).toBe('abc');
  });

  it.each([
    'Bearer abc.def',
    'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln',
    '-----BEGIN RSA PRIVATE KEY-----\nMII',
    'postgres://app:hunter2@db:5432/shop',
  ])('is masked when it gives itself away: %s', (token) => {
    expect(shown(token, 'url')).toBe('***');
  });
});

describe('a key looks secret', () => {
  it.each([
    ...['password', 'userPassword', 'PASSWD', 'pwd', 'passphrase', 'client_secret', 'token', 'accessToken'],
    ...['csrf-token', 'api_key', 'apiKey', 'APIKey', 'x-api-key', 'Authorization', 'set-cookie', 'cookies'],
    ...['sessionId', 'session_id', 'PHPSESSID', 'connect.sid', 'credentials', 'privateKey', 'private_key'],
    ...['ssn', 'card', 'cardNumber', 'credit_card', 'cvv', 'jwt', 'otp'],
  ])('when it is %s', (key) => {
    expect(looksSecret(key)).toBe(true);
  });

  it('when it is a symbol with a secret name', () => {
    expect(looksSecret(Symbol('session.id.token'))).toBe(true);
  });

  it.each([
    'stock',
    'discard',
    'cardinality',
    'scorecard',
    'spinner',
    'compass',
    'author',
    'sku-1',
    'session',
    '',
    7,
    null,
    {},
  ])('but not when it is %s', (key) => {
    expect(looksSecret(key)).toBe(false);
  });
});
