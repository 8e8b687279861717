import fc from 'fast-check';
import { History } from '../support/history.js';
import { tenYearsOfFlex } from '../support/ten-years.js';
import { sprinkled } from '../compliance/sprinkled.js';
import { timelineOf } from '../../src/therapy/timeline.js';
import { replay } from '../../src/infusion/replay.js';
import { AuditTime } from '../../src/compliance/audit-time.js';
import { auditContext } from '../../src/compliance/context.js';
import { caseReport2024 } from '../../src/compliance/policies/case-report-2024.js';
import { spikes } from '../../src/compliance/dose/spikes.js';
import { belowSchedule } from '../../src/compliance/dose/below-schedule.js';
import { fastBridges } from '../../src/compliance/dose/bridge-speed.js';
import { tipDeviation } from '../../src/compliance/rules/tip-deviation.js';
import { findingsOf } from '../../src/compliance/rules/index.js';
import { cessationsOf } from '../../src/compliance/taper/cessations.js';
const cpu = (f: () => unknown) => { const a = process.cpuUsage(); const r = f(); const b = process.cpuUsage(a); return [(b.user + b.system) / 1000, r] as const; };
const measure = (events: never, end: number, sums: Record<string, number>) => {
  const acting = timelineOf(events).acting.filter(({ at }) => at <= end);
  const { delivery } = replay(acting);
  const c = auditContext(acting, delivery, new AuditTime(end), caseReport2024, acting);
  for (const [name, f] of [['cessations', () => cessationsOf(c)], ['spikes', () => spikes(c)], ['below', () => belowSchedule(c)], ['bridges', () => fastBridges(c)], ['tip', () => tipDeviation(c)], ['all', () => findingsOf(c)]] as const) sums[name] = (sums[name] ?? 0) + cpu(f)[0];
};
it('perf', () => {
  const h = new History();
  for (const e of tenYearsOfFlex()) h.event(e.occurredAt, e.type as never, e.data);
  for (const n of [1, 2, 3]) {
    const sums = {};
    measure(h.events as never, Date.parse('2024-01-05T00:00:00Z'), sums);
    console.log(n, JSON.stringify(sums));
  }
  const sums: Record<string, number> = {};
  let worst = [0, 0];
  let i = 0;
  for (const { events, end } of fc.sample(sprinkled, { numRuns: 60, seed: 7 })) {
    const before = { ...sums };
    measure(events as never, end, sums);
    const took = (sums.spikes ?? 0) - (before.spikes ?? 0) + (sums.below ?? 0) - (before.below ?? 0);
    if (took > worst[0]!) worst = [took, i];
    i += 1;
  }
  console.log(JSON.stringify(sums), worst);
});
