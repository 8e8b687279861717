import type { Delivery } from '../../infusion/delivery.js';
import type { ProgramInForce } from '../../infusion/program.js';
import { DAY_MS, MINUTE_MS } from '../../infusion/schedule.js';
import { countWhile } from '../../therapy/count-while.js';
import type { EventId, Instant } from '../../therapy/envelope.js';

/** What the patient asked for, as it counts at an instant: the mean over each time that was read. */
export interface PatientDose {
  /** As programmed, mcg/day. */
  readonly mcgPerDay: number;
  /** Otherwise nobody knows what was asked for. */
  readonly isRead: boolean;
  /** The reading with which it begins or ends, where it does at that instant. */
  readonly eventId: EventId | undefined;
}

const NOT_READ: PatientDose = { mcgPerDay: 0, isRead: false, eventId: undefined };

/** Whether the patient may ask for boluses. */
export const mayBeAskedFor = ({ patientBolus, standsStill }: ProgramInForce): boolean =>
  patientBolus !== undefined && !standsStill;

export interface PatientDoses {
  at(instant: Instant): PatientDose;
  /** The instants strictly between two others at which it may change, in order. */
  changes(from: Instant, to: Instant): readonly Instant[];
}

const NONE: PatientDoses = { at: () => NOT_READ, changes: () => [] };

/** @param visitMinutes what was read before a program of the same visit counts until then: nothing fell between them */
export function patientDoses(delivery: Delivery, visitMinutes: number): PatientDoses {
  const read = delivery.readings
    .filter(({ from, to }) => to > from)
    .map(({ givenMcg, from, to, eventId }) => ({
      mcgPerDay: (givenMcg / (to - from)) * DAY_MS,
      from,
      to: endOfVisit(delivery, to, to + visitMinutes * MINUTE_MS),
      eventId,
    }));
  if (read.length === 0) return NONE;
  const bounds = [...new Set(read.flatMap(({ from, to }) => [from, to]))].toSorted((a, b) => a - b);
  return {
    at(instant) {
      const now = read.filter(({ from, to }) => from <= instant && instant < to);
      return {
        mcgPerDay: now.reduce((sum, one) => sum + one.mcgPerDay, 0),
        isRead: now.length > 0,
        eventId: read.find(({ from, to }) => from === instant || to === instant)?.eventId,
      };
    },
    changes: (from, to) => bounds.filter((bound) => bound > from && bound < to),
  };
}

/** When the program of a visit begins that was read first; the reading, where none does or the next time that is read began. */
function endOfVisit({ readings, segments }: Delivery, readAt: Instant, by: Instant): Instant {
  if (readings.some(({ from, to }) => from <= readAt && to > readAt)) return readAt;
  for (let index = countWhile(segments, ({ start }) => start < readAt); index < segments.length; index += 1) {
    const { start, program } = segments[index]!;
    if (start > by) break;
    if (program?.programmedAt === start) return start;
  }
  return readAt;
}
