import { auditsNow } from '../../src/compliance/audit.js';
import { DEFAULT_POLICY } from '../../src/compliance/policies/index.js';
import { shippedBook } from '../support/shipped-book.js';
import { History, codesOf, ms } from '../support/history.js';

const DAY = 86_400_000;
const { policy } = shippedBook.find(DEFAULT_POLICY, 0)!;
const windowOf = (hours: number) => ({
  ...policy,
  tip: { ...policy.tip, windowHours: { ...policy.tip.windowHours, value: hours } },
});

/** A bolus of 0.001 mcg every two seconds, 43.2 mcg a day, and contrast every 20 days, by when the catheter is full again. */
function pushed(times: number): History {
  const start = ms('2016-01-01T00:00:00Z');
  const history = new History().registered().implanted('2016-01-01T00:00:00Z').filled('2016-01-01T00:00:00Z');
  history.event('2016-01-01T00:00:00Z', 'PumpReprogrammed', {
    program: {
      mode: 'periodic-bolus',
      bolusDoseMcg: 0.001,
      intervalMinutes: 2 / 60,
      bolusDurationMinutes: 1 / 60,
      basalDailyDoseMcg: 0,
    },
  });
  for (let number = 1; number <= times; number += 1) {
    const at = start + number * 20 * DAY;
    if (number % 18 === 0) history.filled(new Date(at - DAY).toISOString());
    history.event(new Date(at).toISOString(), 'CatheterStudied', {
      method: 'contrast-myelography',
      finding: 'patent',
      contrastVolumeMl: 3,
    });
  }
  return history;
}

test.each([6, 240])('a window of %d h over boluses every two seconds is audited at once', (hours) => {
  const { events } = pushed(150);
  const started = performance.now();
  const now = auditsNow(events, {
    policies: [windowOf(hours)],
    asOf: ms('2024-06-01T00:00:00Z'),
    knownAt: Number.POSITIVE_INFINITY,
  });
  // Each push gives 0.2 mL × 2000 mcg/mL = 400 mcg at once, after ten days in which 432 mcg were shown and given: more than
  // 1.5 × 432. By the first the path had been drug-free for 18.5 of its 20 days.
  const overdoses = codesOf(now.audits[0]!).filter((code) => code === 'TIP_OVERDOSE');
  expect(overdoses).toHaveLength(hours === 6 ? 150 : 149);
  expect(now.holdUntil).toBeGreaterThan(ms('2024-06-01T00:00:00Z'));
  expect(performance.now() - started).toBeLessThan(10_000);
});
