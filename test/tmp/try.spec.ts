import { History } from '../support/history.js';
import { tenYearsOfFlex } from '../support/ten-years.js';
import { place } from '../../src/therapy/placement.js';
import { actedBy } from '../../src/compliance/acted-by.js';
import { AuditTime } from '../../src/compliance/audit-time.js';
import { auditContext } from '../../src/compliance/context.js';
import { effectiveFacts } from '../../src/therapy/timeline.js';
import { replay } from '../../src/infusion/replay.js';
import { spikes } from '../../src/compliance/dose/spikes.js';
import { shippedPolicies } from '../../src/compliance/policies/index.js';
import { audit } from '../../src/compliance/audit.js';

const context = (h: History, asOf: string) => {
  const placed = place(effectiveFacts(h.events));
  const time = new AuditTime(Date.parse(asOf));
  const acting = actedBy(placed, time);
  return auditContext(acting, replay(acting).delivery, time, shippedPolicies[0]!.policy, placed.acting);
};
const show = (h: History, asOf: string) => {
  const c = context(h, asOf);
  return spikes(c).map((s) => ({
    ...s,
    at: new Date(s.at).toISOString(),
    until: s.until && new Date(s.until).toISOString(),
    windowEnd: new Date(s.windowEnd).toISOString(),
  }));
};
it('shows', () => {
  const a = new History()
    .running('2021-01-01T10:00:00Z', 200)
    .programmed('2021-02-01T10:00:00Z', 20000)
    .programmed('2021-02-01T15:00:00Z', 200);
  console.log(show(a, '2021-03-01T00:00:00Z'), show(a, '2021-02-01T12:00:00Z'));
  const b = new History().running('2021-01-01T10:00:00Z', 200).programmed('2021-02-01T10:00:00Z', 500);
  console.log(show(b, '2021-03-01T00:00:00Z'));
  const c = new History().running('2021-01-01T10:00:00Z', 200).programmed('2021-02-01T10:00:00Z', 400);
  console.log(show(c, '2021-03-01T00:00:00Z'));
  const d = new History()
    .running('2021-01-01T10:00:00Z', 100)
    .programmed('2021-02-01T10:00:00Z', 200)
    .programmed('2021-02-02T10:00:00Z', 400)
    .programmed('2021-02-03T10:00:00Z', 800);
  console.log(show(d, '2021-03-01T00:00:00Z'));
});
it('is fast', () => {
  const h = new History();
  for (const e of tenYearsOfFlex()) h.event(e.occurredAt, e.type as never, e.data);
  for (const n of [1, 2, 3]) {
    const t0 = performance.now();
    audit(h.events, {
      policy: shippedPolicies[0]!.policy,
      asOf: Date.parse('2024-01-05T00:00:00Z'),
      knownAt: Infinity,
    });
    const t1 = performance.now();
    const c = context(h, '2024-01-05T00:00:00Z');
    const t2 = performance.now();
    const found = spikes(c);
    console.log(n, t1 - t0, performance.now() - t2, found.length, found[0]);
  }
});
