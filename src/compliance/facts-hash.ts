import { canonicalBytes, sha256Hex } from '../ledger/canonical.js';
import type { Instant, Sealed } from '../therapy/envelope.js';
import { asStored } from '../therapy/newest-form.js';
import { effectiveContents } from '../therapy/timeline.js';
import { standsBeside } from './looked-at.js';

/**
 * What an audit rests on: SHA-256, in lower-case hex, of the RFC 8785 JSON of the list of effective events (corrections
 * applied, voided ones left out; no signatures or reviews) that can have happened by `asOf`, in order of revision, each
 * as `{ id, type, occurredAt, data }`. Data are as stored, so that no later version of a type changes the hash.
 * @param events what is known, in order of revision
 */
export const factsHash = (events: readonly Sealed[], asOf: Instant): string =>
  sha256Hex(canonicalBytes(factsBy(events, asOf)));

export const factsBy = (events: readonly Sealed[], asOf: Instant) =>
  effectiveContents(events.map(asStored))
    .filter((event) => !standsBeside(event) && Date.parse(event.occurredAt.earliest) <= asOf)
    .map(({ id, type, occurredAt, data }) => ({ id, type, occurredAt, data }));
