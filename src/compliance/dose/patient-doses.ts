import type { Delivery } from '../../infusion/delivery.js';
import type { ProgramInForce } from '../../infusion/program.js';
import { DAY_MS } from '../../infusion/schedule.js';
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

export function patientDoses({ readings }: Delivery): PatientDoses {
  const read = readings.filter(({ from, to }) => to > from);
  if (read.length === 0) return NONE;
  const bounds = [...new Set(read.flatMap(({ from, to }) => [from, to]))].toSorted((a, b) => a - b);
  return {
    at(instant) {
      const now = read.filter(({ from, to }) => from <= instant && instant < to);
      return {
        mcgPerDay: now.reduce((sum, { givenMcg, from, to }) => sum + (givenMcg / (to - from)) * DAY_MS, 0),
        isRead: now.length > 0,
        eventId: read.find(({ from, to }) => from === instant || to === instant)?.eventId,
      };
    },
    changes: (from, to) => bounds.filter((bound) => bound > from && bound < to),
  };
}
