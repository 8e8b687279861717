import { randomFillSync } from 'node:crypto';

/** Injects what makes salts. */
export const SALT = Symbol('salt');

/** Another salt at each call. */
export type Salt = () => string;

const SALT_BYTES = 16;
const pool = Buffer.alloc(SALT_BYTES * 256);
let used = pool.length;

/** 128 random bits in base64url. */
export const randomSalt: Salt = () => {
  if (used === pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  return pool.toString('base64url', used, (used += SALT_BYTES));
};
