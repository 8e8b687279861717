import type { Check } from '../../../src/compliance/checks/check.js';
import { checksOf } from '../../../src/compliance/checks/index.js';
import type { EventId } from '../../../src/therapy/envelope.js';
import { readContent } from '../../../src/therapy/content.js';
import { timelineOf } from '../../../src/therapy/timeline.js';
import { History, ms } from '../../support/history.js';
import { shippedBook } from '../../support/shipped-book.js';

const { policy } = shippedBook.find('case-report-2024', 0)!;

/** What would be asked of an entry at the end of a history, a day later. */
export function checksAt(
  history: History,
  occurredAt: string,
  type: string,
  data: object,
  now = ms(`${occurredAt.slice(0, 10)}T12:00:00Z`) + 86_400_000,
): readonly Check[] {
  const read = readContent({ type, data, occurredAt }, { defaultSourceKind: 'manual' });
  if (!read.ok) throw new Error(JSON.stringify(read.errors));
  const { content } = read;
  const tried = new History(history.therapyId);
  tried.events.push(...history.events);
  tried.event(occurredAt, content.type, content.data, {}, 'entry');
  const correction = content.type === 'EventCorrected' ? (content.data as { corrects: string }) : undefined;
  const corrects = timelineOf(history.events).acting.find(({ id }) => id === correction?.corrects)?.at;
  return checksOf(content, {
    acting: timelineOf(tried.events).acting,
    id: (correction?.corrects ?? 'entry') as EventId,
    ...(corrects !== undefined && { corrects }),
    policy,
    now,
  });
}

/** Their codes with the fields. */
export const askedAt = (...asked: Parameters<typeof checksAt>): string[] =>
  checksAt(...asked).map(({ code, field }) => `${code} ${field}`);
