import { canonicalBytes, sha256Hex } from '../../../src/ledger/canonical.js';
import { GENESIS_HASH } from '../../../src/ledger/hashes.js';

/** An event as a store gives it: the bytes that were hashed, and what the store says about them. */
export interface ChainedEvent {
  readonly streamId: string;
  readonly revision: number;
  readonly id: string;
  readonly type: string;
  readonly bytes: Uint8Array;
  readonly hash: string;
}

/** The last event that is known to be good. */
interface ChainLink {
  readonly revision: number;
  readonly hash: string;
}

type ChainProblemCode =
  | 'REVISION_GAP'
  | 'HASH_MISMATCH'
  | 'PREVIOUS_HASH_MISMATCH'
  | 'BYTES_UNREADABLE'
  | 'BYTES_NOT_CANONICAL'
  | 'THERAPY_MISMATCH'
  | 'REVISION_MISMATCH'
  | 'ID_MISMATCH'
  | 'TYPE_MISMATCH';

interface ChainProblem {
  readonly code: ChainProblemCode;
  readonly revision: number;
  readonly detail: string;
}

const GENESIS: ChainLink = { revision: 0, hash: GENESIS_HASH };
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function envelopeIn(bytes: Uint8Array): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(decoder.decode(bytes));
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}

function isCanonical(bytes: Uint8Array, envelope: unknown): boolean {
  try {
    return Buffer.compare(bytes, canonicalBytes(envelope)) === 0;
  } catch {
    return false;
  }
}

/**
 * Reads the bytes of one therapy's events anew: nothing that was stored beside them is believed.
 * @param events in the order of the store
 * @param after the event before the first; without it the chain must begin at its beginning
 * @returns empty for a chain that is whole
 */
export function verifyChain(events: Iterable<ChainedEvent>, after = GENESIS): readonly ChainProblem[] {
  const problems: ChainProblem[] = [];
  let { revision, hash } = after;
  let therapyId: string | undefined;
  for (const event of events) {
    therapyId ??= event.streamId;
    const check = (code: ChainProblemCode, what: string, found: unknown, wanted: unknown) => {
      if (found === wanted) return;
      const detail = `${what} is ${JSON.stringify(found)}, not ${JSON.stringify(wanted)}`;
      problems.push({ code, revision: event.revision, detail });
    };
    check('REVISION_GAP', 'the revision', event.revision, revision + 1);
    check('THERAPY_MISMATCH', 'the stream', event.streamId, therapyId);
    const recomputed = sha256Hex(event.bytes);
    check('HASH_MISMATCH', 'the stored hash', event.hash, recomputed);
    const envelope = envelopeIn(event.bytes);
    if (envelope === undefined) {
      const detail = 'the stored bytes are no JSON object in UTF-8';
      problems.push({ code: 'BYTES_UNREADABLE', revision: event.revision, detail });
    } else {
      if (!isCanonical(event.bytes, envelope)) {
        const detail = 'the stored bytes are not in RFC 8785 form';
        problems.push({ code: 'BYTES_NOT_CANONICAL', revision: event.revision, detail });
      }
      check('PREVIOUS_HASH_MISMATCH', 'the previousHash in the bytes', envelope.previousHash, hash);
      const named = 'stream' in envelope ? `~${String(envelope['stream'])}` : envelope.therapyId;
      check('THERAPY_MISMATCH', 'the therapyId in the bytes', named, therapyId);
      check('REVISION_MISMATCH', 'the revision in the bytes', envelope.revision, event.revision);
      check('ID_MISMATCH', 'the id in the bytes', envelope.id, event.id);
      check('TYPE_MISMATCH', 'the type in the bytes', envelope.type, event.type);
    }
    revision = event.revision;
    hash = recomputed;
  }
  return problems;
}
