import type { KeyObject } from 'node:crypto';
import { DisclosuresUnreadable, openDisclosures, sealDisclosures } from '../custody/disclosure-cipher.js';
import type { Json } from '../event-store/port.js';
import type { Change } from './changes.js';

/** What one event of the stream says. */
export interface Batch {
  /** By which its writer recognises it. */
  readonly id: string;
  readonly changes: readonly Change[];
}

/** Encrypted, and bound to its revision, so that no copy of an event counts anywhere else. */
export function sealBatch(key: KeyObject, revision: number, batch: Batch): Json {
  const text = Buffer.from(JSON.stringify(batch)).toString('base64url');
  return { sealed: Buffer.from(sealDisclosures(key, String(revision), [text])).toString('base64') };
}

/** Undefined for what no service of the log wrote there. */
export function openBatch(key: KeyObject, revision: number, data: unknown): Batch | undefined {
  const { sealed } = data as { readonly sealed?: unknown };
  if (typeof sealed !== 'string') return undefined;
  try {
    const [text = ''] = openDisclosures(key, String(revision), Buffer.from(sealed, 'base64'));
    return JSON.parse(Buffer.from(text, 'base64url').toString()) as Batch;
  } catch (error) {
    if (error instanceof DisclosuresUnreadable) return undefined;
    throw error;
  }
}
