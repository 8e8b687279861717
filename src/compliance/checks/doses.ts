import { segmentAt } from '../../infusion/delivery.js';
import { leadingDrug, strengthsIn } from '../../infusion/fluid.js';
import { type Program, programmedDailyMcg } from '../../infusion/program.js';
import { DAY_MS } from '../../infusion/schedule.js';
import { above } from '../../infusion/tolerances.js';
import { screenedBefore } from '../dose/screening.js';
import { drugPolicy } from '../policies/policy.js';
import type { Ask, Asked, Check } from './check.js';
import { doseOf, lastDose } from './running-doses.js';
import { THRESHOLDS } from './thresholds.js';
import { day, mcg, mcgPerDay } from './words.js';

/** Where a program says its dose. */
const FIELDS: Readonly<Record<Program['mode'], string>> = {
  'simple-continuous': '/dailyDoseMcg',
  'constant-flow': '/flowMlPerDay',
  'periodic-bolus': '',
  flex: '',
  'minimum-rate': '/mode',
  stopped: '/mode',
};
const fieldOf = ({ mode }: Program): string => `/data/program${FIELDS[mode]}`;

export const lastDoseBefore = (asked: Asked, drug: string) =>
  lastDose(asked.delivery, drug, asked.fact!.at, asked.policy.reprogramWithinHours.value);

export const doseJump: Ask = (asked) => {
  const { fact, after } = asked;
  if (fact?.type === 'PumpInterrogated') return shownDose(asked);
  if (fact?.type !== 'PumpReprogrammed') return [];
  const segment = segmentAt(after, fact.at);
  const drug = leadingDrug(segment?.fill?.fluid);
  if (!segment?.program || segment.program.flowUnknown || drug === undefined) return [];
  return jump(asked, drug, programmedDailyMcg(segment.program), fieldOf(fact.data.program));
};

function jump(asked: Asked, drug: string, dose: number, field: string): Check[] {
  const { fact, policy } = asked;
  const before = lastDoseBefore(asked, drug);
  if (!before) return [];
  const least = before.mcgPerDay * THRESHOLDS.doseLowRatio.value;
  const most = before.mcgPerDay * THRESHOLDS.doseHighRatio.value;
  const since = fact!.at - before.until;
  const was = `${drug} ran at ${mcgPerDay(before.mcgPerDay)}`;
  const check = (severity: Check['severity'], detail: string, expected: string): Check[] => [
    { code: 'DOSE_JUMP', severity, field, detail, expected },
  ];
  const usual = `${mcgPerDay(least)} to ${mcgPerDay(most)}`;
  const then = since > 0 ? `, until ${day(before.until)}` : ' until now';
  if (above(dose, most))
    return check('warning', `${was}${then}; this is ${times(dose, before.mcgPerDay)}`, usual);
  // After a time without the drug a low dose is a careful one.
  const wasAway = since > policy.bridgeSpeed.lookBackDays.value * DAY_MS;
  const restart = drugPolicy(policy, drug)?.restart?.maxDoseMcgPerDay?.value;
  if (wasAway && restart !== undefined && above(dose, restart))
    return check(
      'warning',
      `${drug} was not delivered since ${day(before.until)}; it ran at ${mcgPerDay(before.mcgPerDay)} then`,
      `at most ${mcgPerDay(restart)} to begin again`,
    );
  if (wasAway || !above(least, dose)) return [];
  if (dose > 0) return check('warning', `${was}${then}; this is ${times(dose, before.mcgPerDay)}`, usual);
  return since > 0 ? [] : check('notice', `${was}${then}; this stops it`, usual);
}

const times = (dose: number, before: number): string =>
  `${Number((dose / before).toPrecision(2))} times as much`;

/** A slip in what was read would look like a program that nobody recorded. */
function shownDose(asked: Asked): Check[] {
  const { fact, delivery } = asked;
  if (fact?.type !== 'PumpInterrogated') return [];
  const dose = fact.data.shows?.dailyDoseMcg;
  const drug = leadingDrug(segmentAt(delivery, fact.at)?.fill?.fluid);
  if (dose === undefined || drug === undefined) return [];
  return jump(asked, drug, dose, '/data/shows/dailyDoseMcg');
}

export const firstDoseHigh: Ask = (asked) => {
  const { fact, after, before, policy } = asked;
  if (fact?.type !== 'PumpReprogrammed') return [];
  const segment = segmentAt(after, fact.at);
  return strengthsIn(segment?.fill?.fluid).flatMap(({ drug }): Check[] => {
    const figures = drugPolicy(policy, drug)?.firstDose;
    const dose = doseOf(segment!, drug);
    if (!figures || dose === undefined || lastDoseBefore(asked, drug)) return [];
    const { largestMcg } = screenedBefore({ events: before }, drug, fact.at);
    const factor = figures.maxTimesScreeningBolus?.value;
    const isScreened = largestMcg !== undefined && factor !== undefined;
    const most = isScreened ? largestMcg * factor : figures.maxDoseMcgPerDay.value;
    if (!above(dose, most)) return [];
    const why = isScreened
      ? `the largest screening bolus that helped was ${mcg(largestMcg)}`
      : 'no screening bolus that helped is on record';
    return [
      {
        code: 'FIRST_DOSE_HIGH',
        severity: 'warning',
        field: fieldOf(fact.data.program),
        detail: `${drug} begins here with ${mcgPerDay(dose)}; ${why}`,
        expected: `at most ${mcgPerDay(most)}`,
      },
    ];
  });
};
