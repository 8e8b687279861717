import { History } from '../support/history.js';
import { tenYearsOfFlex } from '../support/ten-years.js';
import { effectiveFacts } from '../../src/therapy/timeline.js';
import { place } from '../../src/therapy/placement.js';
import { replay } from '../../src/infusion/replay.js';
import { curveOf } from '../../src/compliance/dose/given-curve.js';
import { suspects } from '../../src/compliance/dose/spike-windows.js';
const H = 3600000;
it('perf', () => {
  const h = new History();
  for (const e of tenYearsOfFlex()) h.event(e.occurredAt, e.type as never, e.data);
  const placed = place(effectiveFacts(h.events));
  for (const n of [1, 2, 3]) {
    const { delivery } = replay(placed.acting);
    const t0 = performance.now();
    const curve = curveOf(delivery, 'baclofen');
    const t1 = performance.now();
    const out = [];
    for (const f of [
      { name: 'day', windowMs: 24 * H, ratio: 2, leastMcg: 100, from: 72 * H, to: 24 * H },
      { name: 'slow', windowMs: 24 * H, ratio: 3, leastMcg: 200, from: 240 * H, to: 96 * H },
      { name: 'hours', windowMs: 4 * H, ratio: 3, leastMcg: 100, from: 72 * H, to: 4 * H },
    ] as const) {
      const t = performance.now();
      const s = suspects(curve, f);
      out.push([f.name, performance.now() - t, s.length, s.reduce((a, b) => a + b.to - b.from, 0) / H]);
    }
    console.log(n, curve.pieces.length, t1 - t0, JSON.stringify(out));
  }
});
