import { hash } from 'node:crypto';
import canonicalize from 'canonicalize';

const encoder = new TextEncoder();

/**
 * The value as RFC 8785 JSON in UTF-8. Members that are undefined are left out, as in JSON.
 * @throws Error for what JSON cannot carry unchanged: NaN, infinities, BigInt, lone surrogates, undefined itself
 */
export function canonicalBytes(value: unknown): Uint8Array {
  const text = canonicalize(value);
  if (text === undefined) throw new TypeError(`${typeof value} is no JSON value`);
  return encoder.encode(text);
}

/** Lower-case hex. */
export const sha256Hex = (bytes: Uint8Array): string => hash('sha256', bytes, 'hex');
