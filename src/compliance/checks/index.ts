import type { Content } from '../../therapy/envelope.js';
import { readOccurredAt } from '../../therapy/occurred-at.js';
import type { Ask, Check, CheckCode, Entry } from './check.js';
import { drugUnknown, strengthUnusual } from './drugs.js';
import { lotExpired } from './lots.js';
import { modelUnknown } from './models.js';

const ASKED: Readonly<Record<CheckCode, Ask>> = {
  DRUG_UNKNOWN: drugUnknown,
  MODEL_UNKNOWN: modelUnknown,
  STRENGTH_UNUSUAL: strengthUnusual,
  LOT_EXPIRED: lotExpired,
};

const ask = (entry: Entry): readonly Check[] => Object.values(ASKED).flatMap((question) => question(entry));

/** What a careful colleague would ask of what is to be recorded; of a correction, of what it puts in its place. */
export function checksOf(content: Content): readonly Check[] {
  if (content.type !== 'EventCorrected') return ask(content);
  const { replacement } = (content as Content<'EventCorrected'>).data;
  const read = readOccurredAt(replacement.occurredAt);
  if (!read.ok) return [];
  return ask({ ...replacement, occurredAt: read.value }).map((check) => ({
    ...check,
    field: `/data/replacement${check.field}`,
  }));
}
