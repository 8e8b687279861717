import type { KeyObject } from 'node:crypto';
import { DisclosuresUnreadable, openDisclosures, sealDisclosures } from '../custody/disclosure-cipher.js';
import type { Json } from '../event-store/port.js';

/** Encrypted, and bound to its place, so that no copy of an event counts anywhere else. */
export function sealAt(key: KeyObject, place: string, value: unknown): Json {
  const text = Buffer.from(JSON.stringify(value)).toString('base64url');
  return { sealed: Buffer.from(sealDisclosures(key, place, [text])).toString('base64') };
}

/** Undefined for what no service of the log wrote there. */
export function openAt(key: KeyObject, place: string, data: unknown): unknown {
  const { sealed } = data as { readonly sealed?: unknown };
  if (typeof sealed !== 'string') return undefined;
  try {
    const [text = ''] = openDisclosures(key, place, Buffer.from(sealed, 'base64'));
    return JSON.parse(Buffer.from(text, 'base64url').toString());
  } catch (error) {
    if (error instanceof DisclosuresUnreadable) return undefined;
    throw error;
  }
}
