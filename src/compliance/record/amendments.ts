import { readOccurredAt } from '../../therapy/occurred-at.js';
import type { EventId, Instant, Sealed } from '../../therapy/envelope.js';
import { isAmendment, originalOf } from '../../therapy/timeline.js';
import type { AuditTime } from '../audit-time.js';
import { standsBeside } from './looked-at.js';

type Word = Sealed<'EventCorrected'> | Sealed<'EventVoided'>;

/** An event and all that was said of it later, in order of recording. */
export interface Amended {
  readonly original: Sealed;
  readonly words: readonly Word[];
  /** The first instant at which it happened, as it was told first or since. */
  readonly at: Instant;
}

/** What was corrected or voided of the time until now, in order of the first word. */
export function amendedIn(known: readonly Sealed[], time: AuditTime): readonly Amended[] {
  const words = known.filter(isAmendment) as Word[];
  if (words.length === 0) return [];
  const byId = new Map<string, Sealed>(known.map((event) => [event.id, event]));
  const byOriginal = new Map<EventId, Word[]>();
  for (const word of words) {
    const { id } = originalOf(word, (target) => byId.get(target));
    const others = byOriginal.get(id);
    if (others) others.push(word);
    else byOriginal.set(id, [word]);
  }
  return [...byOriginal].flatMap(([id, said]): Amended[] => {
    const original = byId.get(id)!;
    if (isAmendment(original) || standsBeside(original)) return [];
    const at = Math.min(Date.parse(original.occurredAt.earliest), ...said.flatMap(toldAt));
    return time.hasCome(at) ? [{ original, words: said, at }] : [];
  });
}

function toldAt(word: Word): Instant[] {
  if (word.type !== 'EventCorrected') return [];
  const read = readOccurredAt(word.data.replacement.occurredAt);
  return read.ok ? [Date.parse(read.value.earliest)] : [];
}
