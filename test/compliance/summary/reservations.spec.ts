import fc from 'fast-check';
import { audit } from '../../../src/compliance/audit.js';
import { AuditTime } from '../../../src/compliance/audit-time.js';
import { auditContext } from '../../../src/compliance/context.js';
import { caseReport2024 } from '../../../src/compliance/policies/case-report-2024.js';
import { findingCatalogue } from '../../../src/compliance/rules/catalogue.js';
import { type Evidence, finding } from '../../../src/compliance/rules/finding.js';
import { withReservations } from '../../../src/compliance/summary/reservations.js';
import { cessationsOf } from '../../../src/compliance/taper/cessations.js';
import { replay } from '../../../src/infusion/replay.js';
import type { EventId } from '../../../src/therapy/envelope.js';
import { place } from '../../../src/therapy/placement.js';
import { effectiveFacts } from '../../../src/therapy/timeline.js';
import { FULL } from '../../support/full.js';
import { type History, ms } from '../../support/history.js';
import { sealedHistories } from '../../property/sealed-histories.js';
import { at, running, taper } from '../table/entry.js';

/**
 * Running at 600 mcg/day of 2000 mcg/mL since 1 January (e4 the fill, e5 the program); the visit, at which the dose is
 * 300, is day 0, the zero day 4. The path's 0.4 mL: the tip's zero is the reservoir's, as nothing flows any more.
 */
const tapered = () => taper(600, [0, 300], [4, 0]);

/** What reserves the first cessation, of evidence that is made up: `CODE` of each. */
function reserving(history: History, ...evidence: readonly Evidence[]): readonly string[] {
  const { acting } = place(effectiveFacts(history.events));
  const time = new AuditTime(ms(at(60)));
  const context = auditContext(acting, replay(acting).delivery, time, caseReport2024, acting);
  const findings = evidence.map(finding);
  const [cessation] = withReservations(context, history.events, {
    cessations: cessationsOf(context),
    findings,
  });
  return cessation!.reservations.map((id) => findings.find((one) => one.id === id)!.code);
}

const says = (code: Evidence['code'], when: string, more: Partial<Evidence> = {}): Evidence => ({
  code,
  at: ms(when),
  detail: '',
  ...more,
});
const event = (number: number) => `e${number}` as EventId;

describe('the reservations of a cessation', () => {
  it.each<readonly [string, Evidence]>([
    ['at its first step', says('DOSE_SPIKE', at(0))],
    ['at its zero', says('MOTOR_STALLED', at(4))],
    ['that lasts into it', says('TIP_OVERDOSE', at(-9), { until: ms(at(0)) })],
    ['of its own drug', says('DOSE_SPIKE', at(1), { drug: 'baclofen' })],
    ['of the path', says('OVERLAPPING_DRUGS', at(1))],
    ['of what was delivered', says('DELIVERY_CONTRADICTED', at(-20), { until: ms(at(9)) })],
    ['of a record that goes on', says('DELIVERY_UNKNOWN', at(-20))],
    ['of the fill from which it was given', says('LOT_EXPIRED', '2021-01-01', { eventIds: [event(4)] })],
    ['of the pump that was in place', says('MODEL_UNKNOWN', '2021-01-01', { eventIds: [event(2)] })],
    [
      'of the catheter that was in place',
      says('CATHETER_OCCLUSION_POSSIBLE', '2021-01-02', { eventIds: [event(3)] }),
    ],
    [
      'that names its step, at another choice of its date',
      says('ABRUPT_REDUCTION', at(5), { eventIds: [event(7)] }),
    ],
    ['ABRUPT_REDUCTION that the policy allows', says('ABRUPT_REDUCTION', at(0), { severity: 'info' })],
  ])('are what was found %s', (_, evidence) => {
    expect(reserving(tapered(), evidence)).toEqual([evidence.code]);
  });

  it.each<readonly [string, Evidence]>([
    ['before its first step', says('DOSE_SPIKE', at(-0.01))],
    ['over before it', says('TIP_OVERDOSE', at(-9), { until: ms(at(-0.01)) })],
    ['after its zero', says('DOSE_SPIKE', at(4.01))],
    ['of another drug', says('DOSE_SPIKE', at(1), { drug: 'morphine' })],
    ['for information', says('DRUG_OFF_LABEL', at(1))],
    ['of a change of the record that decided nothing', says('RECORD_CHANGED', at(2))],
    ['of the patient', says('ADVERSE_EVENT', at(1), { severity: 'critical' })],
    ['of a diagnosis', says('TOLERANCE_WORKUP_INCOMPLETE', at(1))],
    [
      'of a first dose long ago, though its program ran',
      says('FIRST_DOSE_HIGH', '2021-01-01', { eventIds: [event(5)] }),
    ],
    ['of the pump left stopped afterwards', says('PUMP_LEFT_STOPPED', at(6), { eventIds: [event(7)] })],
    ['of the return', says('RESTART_DOSE_HIGH', at(9), { eventIds: [event(7)] })],
  ])('are not what was found %s', (_, evidence) => {
    expect(reserving(tapered(), evidence)).toEqual([]);
  });

  it('are of a change of the record that a verdict went with, of what was said of that time or of its month', () => {
    const voided = (when: string, number = 8) =>
      reserving(
        tapered()
          .programmed(when, 0)
          .event(at(50), 'EventVoided', { voids: `e${number}`, reason: 'test' }),
        says('RECORD_CHANGED', when, { severity: 'warning', eventIds: [event(8), event(9)] }),
      );
    expect(voided(at(0.5))).toEqual(['RECORD_CHANGED']);
    // A fall within 28 days before the first step would be one of the course.
    expect(voided(at(-27))).toEqual(['RECORD_CHANGED']);
    expect(voided(at(-29))).toEqual([]);
    expect(voided(at(5))).toEqual([]);
  });

  it('are not of a fill that was gone by the first step', () => {
    const refilled = running(600).filled(at(-5)).programmed(at(0), 300).programmed(at(4), 0);
    const expired = (number: number) => says('LOT_EXPIRED', at(-5), { eventIds: [event(number)] });
    expect(reserving(refilled, expired(4))).toEqual([]);
    expect(reserving(refilled, expired(6))).toEqual(['LOT_EXPIRED']);
  });

  it('are told with the gravest first', () => {
    expect(
      reserving(
        tapered(),
        says('ABRUPT_REDUCTION', at(0), { severity: 'info' }),
        says('TIP_UNDERDOSE', at(0.5)),
        says('TIP_OVERDOSE', at(1)),
      ),
    ).toEqual(['TIP_OVERDOSE', 'TIP_UNDERDOSE', 'ABRUPT_REDUCTION']);
  });

  /*
   * From the fill to day 0 35.8 mL are left: 0.4 of priming, 31.4 days x 0.3 mL = 9.42, and four more days at 0.15 mL.
   * A volume of day 9 ends the stretch in which the taper lies; one of day -1 ends the one before.
   */
  it.each([
    [9, ['REFILL_DISCREPANCY']],
    [-1, []],
  ])('are of a volume that is found on day %d where it ends their stretch', (day, codes) => {
    const history = running(600)
      .event(at(-1), 'ReservoirVolumeChecked', { conclusion: 'as-expected', measuredVolumeMl: 30 })
      .programmed(at(0), 300)
      .programmed(at(4), 0)
      .event(at(9), 'ReservoirVolumeChecked', { conclusion: 'excess', measuredVolumeMl: 36 });
    const id = day === 9 ? event(9) : event(6);
    expect(reserving(history, says('REFILL_DISCREPANCY', at(day), { eventIds: [id] }))).toEqual(codes);
  });

  it('are of a catheter that a later study found faulty, until it was replaced', () => {
    const fault = (day: number) => says('CATHETER_FAULT_FOUND', at(day), { eventIds: [event(8)] });
    const study = ['CatheterStudied', { method: 'ct', finding: 'leak' }] as const;
    expect(reserving(tapered().event(at(30), ...study), fault(30))).toEqual(['CATHETER_FAULT_FOUND']);
    const replaced = taper(600, [0, 300], [4, 0]).event(at(10), 'CatheterReplaced', {
      reason: 'test',
      catheter: { model: '8731SC', volumeMl: 0.2 },
    });
    const later = says('CATHETER_FAULT_FOUND', at(30), { eventIds: [event(9)] });
    expect(reserving(replaced.event(at(30), ...study), later)).toEqual([]);
  });

  it('are, of random therapies, all that is grave of the drug or of none between first step and last zero', () => {
    let reserved = 0;
    fc.assert(
      fc.property(sealedHistories, ({ events, end }) => {
        const { cessations, findings } = audit(events, {
          policy: caseReport2024,
          asOf: end,
          knownAt: Number.POSITIVE_INFINITY,
        });
        const byId = new Map(findings.map((one) => [one.id, one]));
        for (const { drug, startedAt, reachedZeroAt, tip, reservations } of cessations) {
          const to = Math.max(reachedZeroAt, tip.reachedZeroAt ?? 0);
          const within = findings.filter(
            (one) =>
              one.severity !== 'info' &&
              findingCatalogue[one.code].about !== 'record' &&
              (one.drug === undefined || one.drug === drug) &&
              one.at >= startedAt &&
              one.at <= to,
          );
          expect(reservations).toEqual(expect.arrayContaining(within.map(({ id }) => id)));
          for (const id of reservations)
            expect(byId.get(id)!.severity !== 'info' || byId.get(id)!.code === 'ABRUPT_REDUCTION').toBe(true);
          expect(new Set(reservations).size).toBe(reservations.length);
          reserved += reservations.length;
        }
      }),
      { numRuns: FULL ? 1_000 : 12 },
    );
    expect(reserved).toBeGreaterThan(20);
  });
});
