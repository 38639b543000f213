// What looks like a secret: names of keys, and texts that give themselves away. Whoever shows something asks here.

/** Stands for what is not shown. */
export const MASK = '***';

// Looked for anywhere in the key once case and punctuation are gone: long enough not to be part of other words.
const SECRET_PART =
  /password|passwd|passphrase|secret|token|apikey|authorization|cookie|credential|privatekey|accesskey|signingkey|encryptionkey|sessionid|sessid|creditcard|cardnumber|bearer/;
// Short ones count only as whole words: `card` must not hide `discard`.
const SECRET_WORDS: ReadonlySet<string> = new Set(
  'auth card cards cvc cvv iban jwt otp pass pin pwd sid ssn'.split(' '),
);
// Values that give themselves away: `Bearer …`, a JSON web token, a key file, a URL with a password in it.
const SECRET_TEXT = /^(?:Bearer|Basic) \S|^eyJ[\w-]{8,}\.|-----BEGIN |:\/\/[^/\s:@]*:[^/\s@]+@/;

/** True for a key such as `password`, `apiKey`, `X-Api-Key`, `connect.sid`. */
export function looksSecret(key: unknown): boolean {
  const name = typeof key === 'symbol' ? key.description : key;
  if (typeof name !== 'string') return false;
  const words = name
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z\d]+/);
  return SECRET_PART.test(words.join('')) || words.some((word) => SECRET_WORDS.has(word));
}

/** True for a text that is a secret whatever its key. */
export function isSecretText(text: string): boolean {
  return SECRET_TEXT.test(text);
}
