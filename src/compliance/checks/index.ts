import { replay } from '../../infusion/replay.js';
import type { ActingEvent } from '../../therapy/acting-event.js';
import type { Content, EventId, Instant } from '../../therapy/envelope.js';
import { readOccurredAt } from '../../therapy/occurred-at.js';
import type { Policy } from '../policies/policy.js';
import { sameAgain } from './again.js';
import { bolusLarge } from './boluses.js';
import type { Ask, Asked, Check, CheckCode, Entry } from './check.js';
import { dateUnlikely, zoneUnlikely } from './dates.js';
import { doseJump, firstDoseHigh } from './doses.js';
import { drugNewHere, drugUnknown } from './drugs.js';
import { lotExpired } from './lots.js';
import { modelUnknown } from './models.js';
import { bridgeFast } from './bridge-fast.js';
import { bridgeMissing } from './bridge-missing.js';
import { primingMissing } from './priming-missing.js';
import { strengthChanged, strengthUnusual } from './strengths.js';
import { volumeUnexpected } from './volumes.js';

const ASKED: Readonly<Record<CheckCode, Ask>> = {
  DOSE_JUMP: doseJump,
  STRENGTH_UNUSUAL: strengthUnusual,
  STRENGTH_CHANGED: strengthChanged,
  DRUG_NEW_HERE: drugNewHere,
  DRUG_UNKNOWN: drugUnknown,
  MODEL_UNKNOWN: modelUnknown,
  BRIDGE_MISSING: bridgeMissing,
  BRIDGE_FAST: bridgeFast,
  PRIMING_MISSING: primingMissing,
  VOLUME_UNEXPECTED: volumeUnexpected,
  DATE_UNLIKELY: dateUnlikely,
  ZONE_UNLIKELY: zoneUnlikely,
  LOT_EXPIRED: lotExpired,
  SAME_AGAIN: sameAgain,
  BOLUS_LARGE: bolusLarge,
  FIRST_DOSE_HIGH: firstDoseHigh,
};

/** A therapy as it would be with an entry. */
export interface TherapyWithEntry {
  /** All that acts, in order, the entry with it. */
  readonly acting: readonly ActingEvent[];
  /** Of the entry; of a correction, of the event that it speaks of in the end. */
  readonly id: EventId;
  /** Of a correction: when that acted before. */
  readonly corrects?: Instant;
  readonly policy: Policy;
  readonly now: Instant;
}

function ask(entry: Entry, { acting, id, ...therapy }: TherapyWithEntry): readonly Check[] {
  const place = acting.findIndex((event) => event.id === id);
  const fact = place < 0 ? undefined : acting[place];
  const others = acting.filter((event) => event.id !== id);
  const until = Date.parse(entry.occurredAt.latest);
  const before = fact ? acting.slice(0, place) : others.filter(({ at }) => at <= until);
  const { delivery } = replay(before);
  const after = fact ? replay([...before, fact]).delivery : delivery;
  const asked: Asked = { entry, fact, before, others, delivery, after, ...therapy };
  const checks = Object.values(ASKED).flatMap((question) => question(asked));
  return checks.toSorted((a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity));
}

const SEVERITIES: readonly Check['severity'][] = ['warning', 'notice'];

/**
 * What a careful colleague would ask of what is to be recorded, warnings first; of a correction, of what it puts in its
 * place.
 */
export function checksOf(content: Content, therapy: TherapyWithEntry): readonly Check[] {
  if (content.type === 'EventVoided') return [];
  if (content.type !== 'EventCorrected') return ask(content, therapy);
  const { replacement } = (content as Content<'EventCorrected'>).data;
  const read = readOccurredAt(replacement.occurredAt);
  if (!read.ok) return [];
  return ask({ ...replacement, occurredAt: read.value }, therapy).map((check) => ({
    ...check,
    field: `/data/replacement${check.field}`,
  }));
}
