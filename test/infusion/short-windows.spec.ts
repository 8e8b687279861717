import { doseMcg } from '../../src/infusion/dose.js';
import { doseCurve } from '../../src/infusion/dose-curve.js';
import { replay } from '../../src/infusion/replay.js';
import { effectiveFacts } from '../../src/therapy/timeline.js';
import { place } from '../../src/therapy/placement.js';
import { History, ms } from '../support/history.js';

const DAY = 86_400_000;
const START = '2005-01-01T00:00:00Z';

/** Twenty years at 4 mL a day: some 29,000 mL pumped, of which a window of a ms is 1.6e-12. */
function longTherapy(program: object) {
  const history = new History()
    .registered()
    .implanted(START, { reservoirCapacityMl: 100 })
    .filled(START, 500, 100);
  history.event(START, 'PumpReprogrammed', { program });
  for (let at = ms(START) + 24 * DAY; at < ms('2025-01-01T00:00:00Z'); at += 24 * DAY)
    history.filled(new Date(at).toISOString(), 500, 100);
  return replay(place(effectiveFacts(history.events)).acting).delivery;
}

const programs = {
  'simple-continuous': { mode: 'simple-continuous', dailyDoseMcg: 2001.7 },
  // One bolus a minute over half of it: inside a bolus the rate is twice the mean.
  'periodic-bolus': {
    mode: 'periodic-bolus',
    bolusDoseMcg: 2001.7 / 1440,
    intervalMinutes: 1,
    bolusDurationMinutes: 0.5,
    basalDailyDoseMcg: 0,
  },
};

test.each(['simple-continuous', 'periodic-bolus'] as const)(
  '%s: a window of a ms late keeps six digits',
  (mode) => {
    const delivery = longTherapy(programs[mode]);
    const from = ms('2024-12-03T07:31:10.001Z');
    const mcgPerMs = ((mode === 'periodic-bolus' ? 2 : 1) * 2001.7) / DAY;
    for (const site of ['reservoir', 'tip'] as const)
      for (const span of [1, 7, 50, 99]) {
        const dose = doseMcg(delivery, 'baclofen', site, from, from + span);
        expect(Math.abs(dose / (span * mcgPerMs) - 1)).toBeLessThan(1e-6);
        const curve = doseCurve(delivery, { drug: 'baclofen', site, from, to: from + span });
        expect(Math.abs(curve.points.at(-1)!.cumulativeMcg / (span * mcgPerMs) - 1)).toBeLessThan(1e-6);
      }
  },
);
