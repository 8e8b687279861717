import { History, ms } from '../support/history.js';

/** Running at 600 mcg/day; a plan of 400 on the 2nd, 200 on the 5th, 0 on the 8th of February 2021. */
const planned = (steps?: readonly object[]) =>
  new History().running('2021-01-01T00:00:00Z', 600).event(
    '2021-02-01T08:00:00Z',
    'HolidayPlanned',
    {
      drug: 'baclofen',
      reason: 'tolerance',
      steps: steps ?? [
        { on: '2021-02-02', dailyDoseMcg: 400 },
        { on: '2021-02-05', dailyDoseMcg: 200 },
        { on: '2021-02-08', dailyDoseMcg: 0 },
      ],
    },
    {},
    'plan',
  );

const planIn = (history: History, asOf = '2021-03-01T00:00:00Z') =>
  history.audit(asOf).cessations.find(({ drug }) => drug === 'baclofen')?.plan;

describe('a planned holiday', () => {
  it('kept to the day', () => {
    const plan = planIn(
      planned()
        .programmed('2021-02-02T09:00:00Z', 400)
        .programmed('2021-02-05T23:00:00Z', 200)
        .programmed('2021-02-08T00:00:00Z', 0),
    );
    expect(plan).toEqual({
      eventId: 'plan',
      unplanned: [],
      steps: [
        ['2021-02-02', 400, '2021-02-02T09:00:00Z'],
        ['2021-02-05', 200, '2021-02-05T23:00:00Z'],
        ['2021-02-08', 0, '2021-02-08T00:00:00Z'],
      ].map(([on, dose, at]) => ({
        on,
        plannedMcgPerDay: dose,
        reachedAt: ms(at as string),
        reachedMcgPerDay: dose,
        deviationDays: 0,
        deviationMcgPerDay: 0,
        outcome: 'kept',
      })),
    });
  });

  it('a day early, half a day late, and to a lower dose', () => {
    const plan = planIn(
      planned()
        .programmed('2021-02-01T12:00:00Z', 400) // 12 h before the 2nd begins
        .programmed('2021-02-06T12:00:00Z', 150) // 12 h after the 5th ended, and 50 below
        .programmed('2021-02-08T09:00:00Z', 0),
    )!;
    expect(plan.steps.map(({ outcome }) => outcome)).toEqual(['departed', 'departed', 'kept']);
    expect(plan.steps[0]!.deviationDays).toBeCloseTo(-0.5, 9);
    // A day ends at its last millisecond.
    expect(plan.steps[1]!.deviationDays).toBeCloseTo(0.5, 6);
    expect(plan.steps[1]!.deviationMcgPerDay).toBeCloseTo(-50, 9);
  });

  it('a step left out is reached with the next one, and one that nobody planned is named', () => {
    const left = planIn(
      planned().programmed('2021-02-02T09:00:00Z', 400).programmed('2021-02-08T09:00:00Z', 0),
    )!;
    expect(left.steps.map(({ outcome, reachedMcgPerDay }) => [outcome, reachedMcgPerDay])).toEqual([
      ['kept', 400],
      ['departed', 0],
      ['kept', 0],
    ]);
    const added = planIn(
      planned()
        .programmed('2021-02-02T09:00:00Z', 400)
        .programmed('2021-02-05T09:00:00Z', 200)
        .programmed('2021-02-07T09:00:00Z', 100)
        .programmed('2021-02-08T09:00:00Z', 0),
    )!;
    expect(added.unplanned).toEqual([ms('2021-02-07T09:00:00Z')]);
    expect(added.steps.every(({ outcome }) => outcome === 'kept')).toBe(true);
  });

  it('a dose that was to stay is kept by staying', () => {
    const plan = planIn(
      planned([
        { on: '2021-02-02', dailyDoseMcg: 600 },
        { on: '2021-02-05', dailyDoseMcg: 0 },
      ]).programmed('2021-02-05T09:00:00Z', 0),
    )!;
    expect(plan.steps.map(({ outcome }) => outcome)).toEqual(['kept', 'kept']);
  });

  it('is a finding where it was not kept, and only there', () => {
    const found = (history: History) =>
      history.audit('2021-03-01T00:00:00Z').findings.filter(({ code }) => code === 'PLAN_NOT_KEPT');
    const kept = planned()
      .programmed('2021-02-02T09:00:00Z', 400)
      .programmed('2021-02-05T09:00:00Z', 200)
      .programmed('2021-02-08T09:00:00Z', 0);
    expect(found(kept)).toEqual([]);
    const early = planned()
      .programmed('2021-02-02T09:00:00Z', 400)
      .programmed('2021-02-04T12:00:00Z', 200)
      .programmed('2021-02-08T09:00:00Z', 0);
    expect(found(early)).toMatchObject([
      {
        severity: 'info',
        detail:
          'baclofen was reduced otherwise than planned: 200 mcg/day on 2021-02-05 was reached 0.5 days early',
      },
    ]);
    expect(found(early)[0]!.eventIds[0]).toBe('plan');
  });

  it('is one too where the day of a step passed and nobody programmed anything', () => {
    const found = (history: History, asOf: string) =>
      history.audit(asOf).findings.filter(({ code }) => code === 'PLAN_NOT_KEPT');
    // The 2nd is over a ms before the 3rd begins.
    expect(found(planned(), '2021-02-02T23:59:59.999Z')).toEqual([]);
    expect(found(planned(), '2021-02-03T00:00:00Z')).toMatchObject([
      {
        severity: 'info',
        at: ms('2021-02-02T23:59:59.999Z'),
        sites: ['reservoir'],
        eventIds: ['plan'],
        detail: 'baclofen: no program is recorded for 400 mcg/day planned on 2021-02-02',
      },
    ]);
    const begun = planned().programmed('2021-02-02T09:00:00Z', 400);
    expect(found(begun, '2021-02-05T12:00:00Z')).toEqual([]);
    expect(found(begun, '2021-02-06T00:00:00Z')[0]!.detail).toContain('200 mcg/day planned on 2021-02-05');
    // A dose that is to stay needs no program, and a later plan takes the place of one.
    const stays = planned([{ on: '2021-02-02', dailyDoseMcg: 600 }]);
    expect(found(stays, '2021-02-06T00:00:00Z')).toEqual([]);
    const anew = planned().event('2021-02-01T12:00:00Z', 'HolidayPlanned', {
      drug: 'baclofen',
      reason: 'tolerance',
      steps: [{ on: '2021-03-02', dailyDoseMcg: 0 }],
    });
    expect(found(anew, '2021-02-20T00:00:00Z')).toEqual([]);
  });

  it('what is planned for later is not due', () => {
    const history = planned([
      { on: '2021-02-02', dailyDoseMcg: 0 },
      { on: '2021-04-01', dailyDoseMcg: 200 },
    ]).programmed('2021-02-02T09:00:00Z', 0);
    expect(planIn(history)!.steps.map(({ outcome }) => outcome)).toEqual(['kept', 'not-due']);
    expect(planIn(history, '2021-04-02T00:00:00Z')!.steps.map(({ outcome }) => outcome)).toEqual([
      'kept',
      'not-reached',
    ]);
  });

  it('without steps, or for another drug, is no plan to follow', () => {
    const stopped = (history: History) => planIn(history.programmed('2021-02-08T09:00:00Z', 0));
    expect(stopped(planned([]))).toBeUndefined();
    expect(stopped(new History().running('2021-01-01T00:00:00Z', 600))).toBeUndefined();
  });
});
