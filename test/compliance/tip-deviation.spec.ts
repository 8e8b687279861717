import fc from 'fast-check';
import { AuditTime } from '../../src/compliance/audit-time.js';
import { auditContext } from '../../src/compliance/context.js';
import { caseReport2024 } from '../../src/compliance/policies/case-report-2024.js';
import { tipDeviation } from '../../src/compliance/rules/tip-deviation.js';
import { doseMcg } from '../../src/infusion/dose.js';
import { doseCurve } from '../../src/infusion/dose-curve.js';
import { replay } from '../../src/infusion/replay.js';
import { type History, histories } from '../property/histories.js';
import { ProgrammerShows } from '../property/programmer-shows.js';
import { MINIMUM_RATE_ML_PER_DAY } from '../property/simple-therapies.js';
import { FULL } from '../support/full.js';

const WINDOW = 6 * 3_600_000;
const STEP = 40 * 60_000;
const runs = FULL ? 1500 : 40;

interface Window {
  readonly from: number;
  readonly tipMcg: number;
  readonly shownMcg: number;
}

/** From each fill of something else to the program that belongs to it. */
function visits(events: History['events']): { from: number; to: number }[] {
  let held = '';
  return events.flatMap((event, index) => {
    if (event.type === 'PumpImplanted' || event.type === 'PumpReplaced') held = '';
    const filled =
      event.type === 'DrugSwitched'
        ? event.data.to
        : event.type === 'ReservoirRefilled'
          ? event.data
          : undefined;
    if (!filled) return [];
    const before = held;
    held = JSON.stringify([filled.drug, filled.concentrationMcgPerMl, filled.with ?? []]);
    // With another pump it was never programmed.
    const next = events
      .slice(index)
      .find(({ type }) => ['PumpReprogrammed', 'PumpExplanted', 'PumpReplaced'].includes(type));
    return next?.type === 'PumpReprogrammed' && held !== before && next.at <= event.at + 3_600_000
      ? [{ from: event.at, to: next.at }]
      : [];
  });
}

/** Windows of 6 hours that touch no `startsWith` and no visit: in small steps, and at every bend of either dose. */
function windows(
  { events, end }: History,
  drug: string,
  delivery: ReturnType<typeof replay>['delivery'],
): Window[] {
  const shows = new ProgrammerShows(events, end, MINIMUM_RATE_ML_PER_DAY);
  const start = events[0]!.at;
  const starting = [...shows.startsWith, ...visits(events)].filter((run) => run.to > run.from);
  const bends = [
    ...shows.instants,
    ...doseCurve(delivery, { drug, site: 'tip', from: start, to: end }).points.map(({ at }) => at),
  ];
  const steps = Array.from({ length: Math.ceil((end - start) / STEP) }, (_, index) => start + index * STEP);
  return [...steps, ...bends, ...bends.map((at) => at - WINDOW), ...bends.map((at) => at - 1)]
    .filter((from) => from >= start && from + WINDOW <= end)
    .filter((from) => !starting.some((run) => run.from < from + WINDOW && run.to > from))
    .map((from) => ({
      from,
      tipMcg: doseMcg(delivery, drug, 'tip', from, from + WINDOW),
      shownMcg: shows.dose(drug, from, from + WINDOW),
    }));
}

const directions = [
  {
    code: 'TIP_OVERDOSE',
    clearly: ({ tipMcg, shownMcg }: Window) => tipMcg > 1.5 * 1.01 * shownMcg + 0.01,
    nearly: ({ tipMcg, shownMcg }: Window) => tipMcg > 1.5 * 0.99 * shownMcg + 1e-9,
  },
  {
    code: 'TIP_UNDERDOSE',
    clearly: ({ tipMcg, shownMcg }: Window) => tipMcg < 0.5 * 0.99 * shownMcg - 0.01,
    nearly: ({ tipMcg, shownMcg }: Window) => tipMcg < 0.5 * 1.01 * shownMcg - 1e-9,
  },
] as const;

describe('TIP_OVERDOSE and TIP_UNDERDOSE, by sliding a window over random histories', () => {
  it.each(directions)('$code is found where a window deviates, and only there', (direction) => {
    const seen = { deviating: 0, quiet: 0 };
    fc.assert(
      fc.property(histories, (history) => {
        const { events, end } = history;
        const { delivery } = replay(events);
        const findings = tipDeviation(
          auditContext(events, delivery, new AuditTime(end), caseReport2024, events),
        );
        for (const drug of delivery.drugs) {
          const mine = findings.filter(
            ({ code, detail }) => code === direction.code && detail.includes(`the ${drug} that`),
          );
          const all = windows(history, drug, delivery);
          for (const window of all.filter(direction.clearly)) {
            seen.deviating += 1;
            if (!mine.some(({ at }) => at <= window.from + WINDOW))
              throw new Error(`no ${direction.code} of ${drug} for ${JSON.stringify(window)}`);
          }
          if (all.some(direction.nearly)) continue;
          seen.quiet += 1;
          expect(mine).toEqual([]);
        }
      }),
      { numRuns: runs },
    );
    expect(seen.deviating).toBeGreaterThan(0);
    expect(seen.quiet).toBeGreaterThan(0);
  });
});
