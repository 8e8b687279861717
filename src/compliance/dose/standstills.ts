import { isResting } from '../../infusion/schedule.js';
import type { PumpInPlace, Segment } from '../../infusion/segment.js';
import type { EventId, Instant } from '../../therapy/envelope.js';
import { oncePer } from '../context.js';
import { mayBeAskedFor } from './patient-doses.js';

/** A time in which the rotor of one pump stood: the program stopped, the motor stalled, or the pump at its end. A dry pump's rotor turns. */
export interface Standstill {
  readonly pump: PumpInPlace;
  readonly start: Instant;
  readonly startedBy: EventId | undefined;
  /** From when on the program was `stopped` until the end; undefined where it was not. */
  readonly stoppedSince?: { readonly at: Instant; readonly eventId: EventId };
  readonly end?: { readonly at: Instant; readonly by: 'running' | 'other'; readonly eventId?: EventId };
}

type Rotor = 'stands' | 'turns' | 'unknown';

function rotorOf({ pump, program, activity, intended, halt }: Segment): Rotor {
  if (!pump || halt === 'therapy-ended') return 'unknown';
  if (halt === 'motor-stall' || halt === 'end-of-service') return 'stands';
  if (!program) return 'unknown';
  if (!isResting(intended)) return 'turns';
  if (activity === 'program' && program.program.mode === 'minimum-rate') return 'turns';
  return program.flowUnknown || mayBeAskedFor(program) ? 'unknown' : 'stands';
}

/** Gaps between a program's own boluses are none. */
export const standstills = oncePer(({ delivery, time }): readonly Standstill[] => {
  const all: Standstill[] = [];
  let open: Standstill | undefined;
  for (const segment of delivery.segments) {
    if (!time.hasCome(segment.start)) break;
    const at = Math.round(segment.start);
    const rotor = segment.pump === open?.pump ? rotorOf(segment) : 'unknown';
    if (open && rotor !== 'stands') {
      const by = rotor === 'turns' ? 'running' : 'other';
      const eventId = segment.eventId ?? segment.program?.eventId;
      all.push({ ...open, end: { at, by, eventId } });
      open = undefined;
    }
    if (rotorOf(segment) !== 'stands') continue;
    const { pump, program, haltedBy, eventId } = segment;
    const stopped =
      program?.program.mode === 'stopped'
        ? (open?.stoppedSince ?? { at, eventId: program.eventId })
        : undefined;
    open ??= { pump: pump!, start: at, startedBy: haltedBy ?? eventId ?? program?.eventId };
    open = { ...open, stoppedSince: stopped };
  }
  return open ? [...all, open] : all;
});
