import { readPolicy } from '../document/index.js';
import type { PolicyVersion } from '../index.js';
import { given } from '../../../config/setting.js';
import { sha256Hex } from '../../../ledger/canonical.js';
import type { FieldError } from '../../../faults/field-error.js';
import type { Instant } from '../../../therapy/envelope.js';
import { isJsonObject } from '../../../therapy/json.js';
import type { PolicyFault } from './fault.js';
import { jsonFaults, lineAndColumn } from './json-scan.js';

/** A version of a policy with the bytes that hold it. */
export interface PolicyFile {
  readonly file: string;
  readonly bytes: Uint8Array;
  readonly version: PolicyVersion;
}

/** The same, first read at an instant. */
export const firstReadAt = (file: PolicyFile, firstRead: Instant): PolicyFile => ({
  ...file,
  version: { ...file.version, firstRead },
});

export const referenceOf = ({ policy }: PolicyVersion): string => `${policy.id}@${policy.version}`;

/** Reads the bytes of a hospital's file. */
export function readPolicyFile(file: string, bytes: Uint8Array): PolicyFile | readonly PolicyFault[] {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return [{ file, detail: 'is not UTF-8 throughout; accepted is JSON in UTF-8.' }];
  }
  const unreadable = jsonFaults(text);
  if (unreadable.length > 0)
    return unreadable.map(({ offset, detail }) => ({
      file,
      at: lineAndColumn(text, offset),
      detail: `${detail}.`,
    }));
  const document: unknown = JSON.parse(text);
  const read = readPolicy(document);
  if (!read.ok) return read.errors.map((error) => faultOf(file, document, error));
  return { file, bytes, version: { policy: read.policy, sha256: sha256Hex(bytes), origin: 'hospital' } };
}

/** A single value is repeated, so that it is found at once. */
function faultOf(file: string, document: unknown, { pointer, detail }: FieldError): PolicyFault {
  const value = valueAt(document, pointer);
  const shown = typeof value === 'string' ? given(value) : String(value);
  const isSingle = ['string', 'number', 'boolean'].includes(typeof value) || value === null;
  return {
    file,
    at: pointer || 'its top',
    detail: isSingle && detail.startsWith('must ') ? `${shown} ${detail}.` : `${detail}.`,
  };
}

const valueAt = (document: unknown, pointer: string): unknown =>
  pointer
    .split('/')
    .slice(1)
    .map((name) => name.replaceAll('~1', '/').replaceAll('~0', '~'))
    .reduce<unknown>((value, name) => {
      if (Array.isArray(value)) return value[Number(name)] as unknown;
      return isJsonObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
    }, document);
