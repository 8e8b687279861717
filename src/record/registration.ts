import { createHash } from 'node:crypto';
import type { Place } from '../access/care.js';
import type { Content, EventId, Instant, Sealed } from '../therapy/envelope.js';
import { readOccurredAt } from '../therapy/occurred-at.js';
import { OtherContent } from './errors.js';
import type { Draft } from './recording.js';

/** The id of the assignment that is recorded together with a registration. */
export const careEventId = (registration: EventId): EventId =>
  `care.${createHash('sha256').update(registration).digest('base64url')}` as EventId;

/** The assignment: from when the therapy began to be recorded, and from now where that may be later still. */
export function careContent({ occurredAt, source }: Content, { site, unit }: Place, now: Instant): Content {
  const from =
    Date.parse(occurredAt.latest) <= now
      ? { ok: true as const, value: occurredAt }
      : readOccurredAt(new Date(now).toISOString());
  if (!from.ok) throw new TypeError('the clock gave no date');
  const { kind, assertion } = source;
  return {
    type: 'CareAssigned',
    occurredAt: from.value,
    data: { site, ...(unit !== undefined && { unit }) },
    source: { kind, assertion },
  };
}

/**
 * Compares the assignment of a registration that was recorded before; one that does not name any agrees with all.
 * @throws OtherContent
 */
export function refuseOtherCare({ id, care }: Draft, recorded: Sealed | undefined): void {
  if (!care) return;
  const { site, unit } = (recorded?.data ?? {}) as Partial<Place>;
  if (site !== care.site || unit !== care.unit) throw new OtherContent(id);
}
