import { timelineOf } from '../../src/therapy/timeline.js';
import { chosen, datedHistory, drawFrom, historyOf } from './dated-histories.js';
it('useful', () => {
  const by: Record<string, number[]> = {};
  const lost: string[] = [];
  for (let seed = 1; seed < 400; seed += 1) {
    const h = datedHistory(seed); const r = historyOf(h);
    if (!h.facts.some((f) => f.latest > f.earliest)) continue;
    const base = r.audit(h.asOf); const draw = drawFrom(seed * 31);
    const others = []; for (let i = 0; i < 25; i += 1) { const e = historyOf(h, chosen(h, draw)); if (timelineOf(e.events).impossible.length === 0) others.push(e.audit(h.asOf)); }
    if (others.length < 8) continue;
    for (const c of base.cessations) {
      if (c.drug !== 'baclofen' || c.site !== 'reservoir') continue;
      const os = others.map((o) => o.cessations.find((x) => x.id === c.id));
      if (os.some((o) => !o)) continue;
      for (const k of ['verdict', 'conformance', 'certainty', 'tip'] as const) {
        const get = (x: any) => k === 'tip' ? x.tip.verdict : x[k];
        const v = get(os[0]);
        if (v === 'undetermined' || os.some((o) => get(o) !== v)) continue;
        const key = `${k} ${v}`; by[key] ??= [0, 0]; by[key]![1]! += 1; if (get(c) === v) by[key]![0]! += 1; else lost.push(`${seed} ${c.id} ${key} ${get(c)}`);
      }
    }
  }
  console.log(JSON.stringify(by), '\n', lost.filter((x) => process.env['SHOW'] ? x.includes(process.env['SHOW']) : true).slice(0, 40).join('\n'));
}, 3e6);
