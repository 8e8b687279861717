import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../infusion/schedule.js';
import { utcOffsetMinutes } from '../../therapy/occurred-at.js';
import type { ActingEvent } from '../../therapy/acting-event.js';
import { statedDate } from '../record/said.js';
import type { Ask, Asked } from './check.js';
import { THRESHOLDS } from './thresholds.js';
import { day } from './words.js';

/** What is done at a visit, at the hours of a clinic. What the pump or the patient does comes at any. */
const AT_VISITS: ReadonlySet<ActingEvent['type']> = new Set([
  'PumpImplanted',
  'PumpReplaced',
  'PumpExplanted',
  'CatheterImplanted',
  'CatheterReplaced',
  'CatheterRevised',
  'CatheterStudied',
  'CatheterAspirated',
  'ReservoirRefilled',
  'DrugSwitched',
  'ReservoirEmptied',
  'ReservoirVolumeChecked',
  'PumpReprogrammed',
  'PumpInterrogated',
  'BolusTestPerformed',
]);

function reasons({ entry, others, now, corrects }: Asked): readonly string[] {
  const { occurredAt, type } = entry;
  const earliest = Date.parse(occurredAt.earliest);
  const latest = Date.parse(occurredAt.latest);
  const said: string[] = [];
  // A correction is asked about a date that it moves.
  const isMoved = corrects === undefined || corrects < earliest - DAY_MS || corrects > latest + DAY_MS;
  const last = others.at(-1);
  if (isMoved && last && latest < last.at) said.push(`it is before the last event, of ${day(last.at)}`);
  const days = Math.floor((now - latest) / DAY_MS);
  if (isMoved && now - latest > THRESHOLDS.daysAgo.value * DAY_MS) said.push(`it is ${days} days ago`);
  const offset = utcOffsetMinutes(occurredAt);
  const hour = new Date(earliest + offset * MINUTE_MS).getUTCHours();
  const isNight = hour < THRESHOLDS.firstHour.value || hour >= THRESHOLDS.lastHour.value;
  const isLater = now - latest > THRESHOLDS.justNowHours.value * HOUR_MS;
  if (occurredAt.precision === 'instant' && isNight && isLater && AT_VISITS.has(type))
    said.push('nobody makes visits at that hour');
  return said;
}

export const dateUnlikely: Ask = (asked) => {
  const said = reasons(asked);
  if (said.length === 0) return [];
  return [
    {
      code: 'DATE_UNLIKELY',
      severity: 'notice',
      field: '/occurredAt',
      detail: `${statedDate(asked.entry)}: ${said.join('; ')}`,
    },
  ];
};

const shown = (offset: number): string => {
  const minutes = Math.abs(offset);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${offset < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
};

/** The boluses of a flex program come at the times of the offset that it was programmed with. */
export const zoneUnlikely: Ask = ({ fact, before }) => {
  if (fact?.type !== 'PumpReprogrammed' && fact?.type !== 'TherapyTakenOver') return [];
  if (fact.data.program.mode !== 'flex' || fact.data.program.boluses.length === 0) return [];
  const known = before.flatMap((event) =>
    (event.type === 'PumpReprogrammed' || event.type === 'TherapyTakenOver') && event.precision === 'instant'
      ? [event.utcOffsetMinutes]
      : [],
  );
  const isKnown = known.some(
    (offset) => Math.abs(offset - fact.utcOffsetMinutes) <= THRESHOLDS.zoneMinutes.value,
  );
  if (known.length === 0 || isKnown) return [];
  const usual = [...new Set(known)].map(shown).join(', ');
  return [
    {
      code: 'ZONE_UNLIKELY',
      severity: 'warning',
      field: '/occurredAt',
      detail: `the boluses would come by a clock at ${shown(fact.utcOffsetMinutes)}; this therapy was programmed at ${usual} before`,
      expected: usual,
    },
  ];
};
