import fc from 'fast-check';
import { cessationsOf } from '../../src/compliance/taper/cessations.js';
import { AuditTime } from '../../src/compliance/audit-time.js';
import { auditContext } from '../../src/compliance/context.js';
import { caseReport2024 } from '../../src/compliance/policies/case-report-2024.js';
import { findingCatalogue } from '../../src/compliance/rules/catalogue.js';
import { findingsOf } from '../../src/compliance/rules/index.js';
import { replay } from '../../src/infusion/replay.js';
import { type History as Simulated, histories } from '../property/histories.js';
import { History } from '../support/history.js';
import { VISIT, later, running } from './findings.js';
import { FULL } from '../support/full.js';

const PATTERN = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;
const runs = FULL ? 2000 : 60;
/** Of these it says how grave one is, and not the code alone. */
const varying: ReadonlySet<string> = new Set([
  'ABRUPT_REDUCTION',
  'DOSE_SPIKE',
  'DELIVERY_BELOW_SCHEDULE',
  'FIRST_DOSE_HIGH',
  'CONCENTRATION_UNUSUAL',
  'MOTOR_STALLED',
  'DELIVERY_CONTRADICTED',
  'REFILL_DISCREPANCY',
  'ADVERSE_EVENT',
]);

const contextOf = ({ events, end }: Simulated) =>
  auditContext(events, replay(events).delivery, new AuditTime(end), caseReport2024, events);

describe('findings and cessations of random histories', () => {
  it('have identifiers of the pattern, unique within the audit', () => {
    fc.assert(
      fc.property(histories, (history) => {
        const context = contextOf(history);
        const ids = [...findingsOf(context), ...cessationsOf(context)].map(({ id }) => id);
        for (const id of ids) expect(id).toMatch(PATTERN);
        expect(new Set(ids).size).toBe(ids.length);
      }),
      { numRuns: runs },
    );
  });

  it('stand in order of whole milliseconds not after the question, with the severity of their code', () => {
    fc.assert(
      fc.property(histories, fc.double({ min: 0, max: 1, noNaN: true }), (history, share) => {
        const asOf = Math.round(history.end - (history.end - history.events[0]!.at) * share);
        const events = history.events.filter(({ at }) => at <= asOf);
        const findings = findingsOf(contextOf({ events, end: asOf }));
        const known = new Set<string>(events.map(({ id }) => id));
        findings.forEach(({ at, code, severity, eventIds, detail }, index) => {
          expect(Number.isInteger(at)).toBe(true);
          expect(at).toBeLessThanOrEqual(asOf);
          expect(at).toBeGreaterThanOrEqual(findings[index - 1]?.at ?? 0);
          if (!varying.has(code)) expect(severity).toBe(findingCatalogue[code].severity);
          expect(eventIds.every((id) => known.has(id))).toBe(true);
          expect(detail).not.toMatch(/NaN|undefined|Infinity/);
        });
      }),
      { numRuns: runs },
    );
  });
});

describe('identifiers', () => {
  const told = [
    (history: History) => history.filled(VISIT, 500, 40),
    (history: History) => history.event(later(30), 'MotorStallDetected', {}, {}, 'stall'),
    (history: History) => history.event(later(60), 'MotorStallRecovered', {}, {}, 'recovery'),
    (history: History) => history.event(later(90), 'PumpExplanted', { reason: 'end' }, {}, 'explant'),
  ];
  const ids = (order: readonly number[]) => {
    const history = running(300).event(VISIT, 'ReservoirRefilled', refill, {}, 'refill');
    for (const index of order) told.slice(1)[index]!(history);
    const { findings, cessations } = history.audit('2021-03-01T00:00:00Z');
    return [...findings, ...cessations].map(({ id }) => id);
  };
  const refill = { drug: 'baclofen', concentrationMcgPerMl: 500, filledVolumeMl: 40 };

  it('do not depend on the order of recording', () => {
    expect(ids([2, 0, 1])).toEqual(ids([0, 1, 2]));
    expect(ids([0, 1, 2]).length).toBeGreaterThan(5);
  });

  it('stay when more is recorded', () => {
    const before = running(300).filled(VISIT, 500).audit('2021-03-01T00:00:00Z').findings;
    const after = running(300)
      .filled(VISIT, 500)
      .programmed('2021-02-25T00:00:00Z', 0)
      .audit('2021-03-01T00:00:00Z').findings;
    expect(after.map(({ id }) => id)).toEqual(expect.arrayContaining(before.map(({ id }) => id)));
  });
});
