import type { Permission } from '../../access/permissions.js';
import { neededToRecord } from '../../access/recording.js';
import type { TherapyRecord } from '../../repository/therapy-record.js';
import type { Content } from '../../therapy/envelope.js';
import type { EventData } from '../../therapy/events/index.js';
import { originalOf } from '../../therapy/timeline.js';

/**
 * What is needed to record an event: what its type needs; and of a correction or void what the event needs that it speaks
 * of, and what its replacement needs.
 */
export function neededFor({ type, data }: Content, record: TherapyRecord | undefined): readonly Permission[] {
  if (type === 'EventVoided') return ofTarget((data as EventData<'EventVoided'>).voids, record);
  if (type !== 'EventCorrected') return [neededToRecord(type)];
  const { corrects, replacement } = data as EventData<'EventCorrected'>;
  return [...ofTarget(corrects, record), neededToRecord(replacement.type)];
}

/** Of an event that is not recorded: whoever may record it is told so. */
function ofTarget(id: string, record: TherapyRecord | undefined): readonly Permission[] {
  const target = record?.find(id);
  if (!record || !target) return [neededToRecord(undefined)];
  const original = originalOf(target, (other) => record.find(other));
  return record.events
    .filter((event) => event.id === original.id || correctedIn(event, original.id, record))
    .map(({ type, data }) =>
      neededToRecord(
        type === 'EventCorrected' ? (data as EventData<'EventCorrected'>).replacement.type : type,
      ),
    );
}

/** What stands in the place of an event, too, says what the event is. */
const correctedIn = (
  event: TherapyRecord['events'][number],
  original: string,
  record: TherapyRecord,
): boolean => event.type === 'EventCorrected' && originalOf(event, (id) => record.find(id)).id === original;
