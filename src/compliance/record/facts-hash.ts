import { canonicalBytes, sha256Hex } from '../../ledger/canonical.js';
import type { Instant, Sealed } from '../../therapy/envelope.js';
import { asStored } from '../../therapy/newest-form.js';
import { effectiveContents } from '../../therapy/timeline.js';
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

/** The first instant after `asOf` as of which there may be more facts; Infinity where only a new event adds one. */
export const factsHoldUntil = (events: readonly Sealed[], asOf: Instant): Instant =>
  effectiveContents(events)
    .map(({ occurredAt }) => Date.parse(occurredAt.earliest))
    .filter((earliest) => earliest > asOf)
    .reduce((first, earliest) => Math.min(first, earliest), Number.POSITIVE_INFINITY);
