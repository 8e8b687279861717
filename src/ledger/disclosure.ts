import { hash } from 'node:crypto';
import { canonicalBytes } from './canonical.js';

/** What stands in the hashed bytes in place of a personal value. */
export interface Digest {
  readonly $sd: string;
}

/**
 * A personal value apart from the event, as in SD-JWT: base64url of the RFC 8785 JSON of `[salt, name, value]`.
 * @param salt which makes the digest of a value that can be guessed tell nothing
 */
export const disclosureOf = (salt: string, name: string, value: unknown): string =>
  Buffer.from(canonicalBytes([salt, name, value])).toString('base64url');

/** base64url of the SHA-256 of a disclosure's text. */
export const digestOf = (disclosure: string): string => hash('sha256', disclosure, 'base64url');

/** What is in a disclosure that was made by `disclosureOf`. */
export const membersIn = (disclosure: string): readonly [salt: string, name: string, value: unknown] =>
  JSON.parse(Buffer.from(disclosure, 'base64url').toString('utf8')) as [string, string, unknown];

export const valueIn = (disclosure: string): unknown => membersIn(disclosure)[2];

export const isDigest = (value: unknown): value is Digest =>
  typeof value === 'object' && value !== null && '$sd' in value && Object.keys(value).length === 1;
