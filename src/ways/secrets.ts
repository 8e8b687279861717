import { createHash, randomBytes } from 'node:crypto';

/** 256 bits nobody can guess, for a cookie, a state or a key. */
export const randomSecret = (): string => randomBytes(32).toString('base64url');

/** What is kept of a secret. */
export const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('base64url');
