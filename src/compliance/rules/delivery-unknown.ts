import { DAY_MS, HOUR_MS } from '../../infusion/schedule.js';
import { sixDigits } from '../../infusion/six-digits.js';
import type { ActingEvent } from '../../therapy/acting-event.js';
import type { Instant } from '../../therapy/envelope.js';
import type { AuditContext } from '../context.js';
import { type PumpLife, pumpLives } from '../dose/pump-lives.js';
import { type Silence, silences } from '../dose/silences.js';
import { isOfThePump } from '../facts/last-record.js';
import { showInstant } from '../show.js';
import { type Finding, type Rule, finding } from './finding.js';

/** The record does not say what the pump did: for long enough that nobody can tell what was delivered. */
export const deliveryUnknown: Rule = (context) => [
  ...(noPumpEvent(context) ?? []),
  ...pumpLives(context).flatMap((life) => notProgrammed(context, life) ?? []),
  ...silences(context).flatMap((silence) => silent(context, silence) ?? []),
];

/** Of a therapy of which nothing is known yet. */
export const nothingKnown = (at: Instant): Finding =>
  finding({
    code: 'DELIVERY_UNKNOWN',
    at,
    detail: 'nothing was recorded by then: nobody can tell what was delivered',
    settledBy: 'an audit with what was recorded later',
  });

/** Who is only screened has no pump yet, and what was given is on record. */
const tellsOfDelivery = (event: ActingEvent): boolean =>
  isOfThePump(event) ||
  event.type === 'TherapyEnded' ||
  (event.type === 'BolusTestPerformed' && event.data.purpose === 'screening');

function noPumpEvent({ acted, time, policy }: AuditContext): Finding[] | undefined {
  const [first] = acted;
  const hours = policy.unknownDelivery.withoutRecordHours.value;
  if (!first || acted.some(tellsOfDelivery)) return undefined;
  if (!time.hasElapsed(hours * HOUR_MS, first.at)) return undefined;
  return [
    finding({
      code: 'DELIVERY_UNKNOWN',
      at: first.at,
      detail: 'no pump is on record by then: nobody can tell what was delivered',
      settledBy: 'the implant of the pump, or an audit with what was recorded later',
      eventIds: [first.id],
    }),
  ];
}

function notProgrammed(context: AuditContext, { pump, endedAt }: PumpLife): Finding[] | undefined {
  const { delivery, time, policy } = context;
  const hours = policy.unknownDelivery.withoutRecordHours.value;
  const { event } = pump;
  const ofPump = delivery.segments.filter((segment) => segment.pump?.eventId === event.id);
  const program = ofPump.find((segment) => segment.program)?.program;
  const until = program && time.hasCome(program.programmedAt) ? program.programmedAt : endedAt;
  if (until === undefined ? !time.hasElapsed(hours * HOUR_MS, event.at) : until - event.at < hours * HOUR_MS)
    return undefined;
  const isFilled = ofPump.some(({ fill, start }) => fill && start < (until ?? Number.POSITIVE_INFINITY));
  return [
    finding({
      code: 'DELIVERY_UNKNOWN',
      at: event.at,
      ...(until !== undefined && { until }),
      detail: `a pump is in place since ${showInstant(event.at)}, and for ${hours} h or longer no ${isFilled ? 'program' : 'fill or program'} is on record, ${until === undefined ? 'and goes on' : `until ${showInstant(until)}`}`,
      ...((until ?? Number.POSITIVE_INFINITY) - event.latest < hours * HOUR_MS && { confidence: 'possible' }),
      settledBy: 'how the pump was filled and programmed when it was put in place',
      eventIds: [event.id, until === program?.programmedAt ? program?.eventId : undefined],
    }),
  ];
}

function silent(context: AuditContext, { after, until, usualDays = 0 }: Silence): Finding[] | undefined {
  const { gapRatio, gapDays } = context.policy.unknownDelivery;
  const days = Math.max(gapRatio.value * usualDays, gapDays.value);
  if (until ? until.at - after.at < days * DAY_MS : !context.time.hasElapsed(days * DAY_MS, after.at))
    return undefined;
  const isShort = until !== undefined && until.earliest - after.latest < days * DAY_MS;
  return [
    finding({
      code: 'DELIVERY_UNKNOWN',
      at: after.at,
      ...(until && { until: until.at }),
      detail: `nothing is recorded of the pump from ${showInstant(after.at)}, ${until ? `until ${showInstant(until.at)}` : 'and goes on'}: ${sixDigits(days)} days or longer${usualDays > 0 ? `, where ${sixDigits(usualDays)} are usual` : ''}`,
      confidence: isShort ? 'possible' : 'certain',
      settledBy: 'what was filled and programmed in that time, or that nothing was',
      eventIds: [after.id, until?.id],
    }),
  ];
}
