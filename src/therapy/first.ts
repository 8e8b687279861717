import type { ActingEvent } from './acting-event.js';

/** Whether it says what the pump reports, or what was found in it. */
function reports({ type, data, precision }: ActingEvent): boolean {
  if (precision !== 'instant') return false;
  if (type === 'PumpAlarmRaised') return true;
  if (type === 'ReservoirVolumeChecked') return data.measuredVolumeMl !== undefined;
  return type === 'PumpInterrogated' && (data.alarms?.length ?? 0) > 0;
}

/** Of one exact instant alarms and measured volumes act first (contract): below 0 where `a` does. */
export const actsFirst = (a: ActingEvent, b: ActingEvent): number => Number(reports(b)) - Number(reports(a));

const isOfOneDate = (a: ActingEvent, b: ActingEvent): boolean =>
  a.earliest === b.earliest && a.latest === b.latest;

const PUTS_IN: readonly ActingEvent['type'][] = ['PumpImplanted', 'PumpReplaced', 'TherapyTakenOver'];

/** Whether a pump is in place after some events, in the order in which they would act. */
function leavePump(facts: readonly ActingEvent[]): boolean {
  const last = facts.findLast(({ type }) => type === 'PumpExplanted' || PUTS_IN.includes(type));
  return last !== undefined && last.type !== 'PumpExplanted';
}

/**
 * A pump that is in place is taken out before the one of the same stated date is put in, whichever was recorded first
 * (contract). Where none was in place, what was put in is what was taken out.
 * @param sorted in the order in which they would act
 */
export function explantsFirst(sorted: readonly ActingEvent[]): readonly ActingEvent[] {
  let facts = sorted;
  for (const explant of sorted) {
    if (explant.type !== 'PumpExplanted') continue;
    const own = facts.indexOf(explant);
    const implant = facts.findIndex(
      (fact, index) => index < own && fact.type === 'PumpImplanted' && isOfOneDate(fact, explant),
    );
    if (implant >= 0 && leavePump(facts.slice(0, implant)))
      facts = [
        ...facts.slice(0, implant),
        explant,
        ...facts.slice(implant).filter((fact) => fact !== explant),
      ];
  }
  return facts;
}
