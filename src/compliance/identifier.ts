import { createHash } from 'node:crypto';

/**
 * An identifier of the pattern of a therapy's, the same under every policy: a readable head and a digest of what
 * makes it unique (site, first event or instant).
 */
export const identifier = (head: string, ...parts: readonly (string | number | null)[]): string =>
  `${head.slice(0, 40)}.${createHash('sha256')
    .update(JSON.stringify([head, ...parts]))
    .digest('hex')
    .slice(0, 16)}`;
