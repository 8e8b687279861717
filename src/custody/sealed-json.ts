import type { KeyObject } from 'node:crypto';
import { DisclosuresUnreadable, openDisclosures, sealDisclosures } from './disclosure-cipher.js';

/** JSON, encrypted and bound to its place, so that no copy of it counts anywhere else. */
export function sealJson(key: KeyObject, place: string, value: unknown): Uint8Array {
  const text = Buffer.from(JSON.stringify(value)).toString('base64url');
  return sealDisclosures(key, place, [text]);
}

/** @throws DisclosuresUnreadable */
export function openJson(key: KeyObject, place: string, sealed: Uint8Array): unknown {
  const [text = ''] = openDisclosures(key, place, sealed);
  return JSON.parse(Buffer.from(text, 'base64url').toString());
}

/** The same as an event of a stream holds it. */
export const sealAt = (key: KeyObject, place: string, value: unknown): { readonly sealed: string } => ({
  sealed: Buffer.from(sealJson(key, place, value)).toString('base64'),
});

/** Undefined for what no service of the log wrote there. */
export function openAt(key: KeyObject, place: string, data: unknown): unknown {
  const { sealed } = data as { readonly sealed?: unknown };
  if (typeof sealed !== 'string') return undefined;
  try {
    return openJson(key, place, Buffer.from(sealed, 'base64'));
  } catch (error) {
    if (error instanceof DisclosuresUnreadable) return undefined;
    throw error;
  }
}
