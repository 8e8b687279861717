import { chosen, datedHistory, drawFrom, historyOf } from './dated-histories.js';
it('x', () => {
  const seed = Number(process.env['S']); const ch = Number(process.env['K']);
  const h = datedHistory(seed); const r = historyOf(h);
  console.log(h.asOf + '\n' + h.facts.map((f, i) => `e${i + 6} ${JSON.stringify(f.stated)} ${f.type} ${JSON.stringify(f.data)}`).join('\n'));
  const show = (a: any) => a.cessations.map((c: any) => [c.drug, c.site, c.id, c.cause, c.certainty, c.verdict, c.conformance, c.tip.verdict, new Date(c.startedAt).toISOString(), new Date(c.reachedZeroAt).toISOString(), c.reasons.map((x: any) => x.code).join(), '\n   ' + c.steps.map((s: any) => `${s.eventId} ${new Date(s.at).toISOString()} ${s.fromMcgPerDay}>${s.toMcgPerDay} ${s.daysSincePrevious} ${s.rules.map((x: any) => x.rule + ':' + x.outcome).join()}`).join('\n   ')].join(' ')).join('\n');
  console.log(show(r.audit(h.asOf)));
  const draw = drawFrom(seed * 7919);
  let inst: number[] = []; for (let i = 0; i <= ch; i += 1) inst = chosen(h, draw);
  const e = historyOf(h, inst);
  console.log(inst.map((x, i) => `e${i + 6} ${new Date(x).toISOString()}`).join('\n'));
  console.log(show(e.audit(h.asOf)));
});
