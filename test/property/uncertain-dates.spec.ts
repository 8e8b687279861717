import type { Audit } from '../../src/compliance/audit.js';
import type { Cessation } from '../../src/compliance/taper/cessations.js';
import type { Finding } from '../../src/compliance/rules/index.js';
import { timelineOf } from '../../src/therapy/timeline.js';
import { FULL } from '../support/full.js';
import { type DatedHistory, chosen, datedHistory, drawFrom, historyOf } from './dated-histories.js';

/** Few choices of many histories, and many of few: so that each of 1,000 is tried, and rare choices too. */
const SIZES = FULL
  ? [
      { histories: 1000, choices: 50, from: 1 },
      { histories: 50, choices: 1000, from: 10_001 },
    ]
  : [{ histories: 25, choices: 10, from: 1 }];

/** The same cessation in a choice: of the same name, or with its zero within the date of the zero that is shown. */
function shownIn(cessation: Cessation, audit: Audit, { facts }: DatedHistory): Cessation | undefined {
  const alike = audit.cessations.filter(
    ({ drug, site }) => drug === cessation.drug && site === cessation.site,
  );
  const same = alike.find(({ id }) => id === cessation.id);
  if (same) return same;
  // The record opens with five events, which are exact.
  const zero = facts[Number(cessation.steps.at(-1)?.eventId?.slice(1)) - 6];
  return alike.find(({ reachedZeroAt: at }) => zero && at >= zero.earliest && at <= zero.latest);
}

const isShown = (finding: Finding, { findings }: Audit): boolean =>
  findings.some(({ code, eventIds }) => code === finding.code && eventIds[0] === finding.eventIds[0]);

/** What an audit says for certain that a choice contradicts. */
export function contradictions(history: DatedHistory, audit: Audit, choice: Audit): string[] {
  const found: string[] = [];
  for (const cessation of audit.cessations) {
    const { id, verdict, conformance, tip, steps, certainty } = cessation;
    const other = shownIn(cessation, choice, history);
    if (!other) {
      const says = [verdict, conformance, tip.verdict].filter((answer) => answer !== 'undetermined');
      if (certainty === 'certain' || says.length > 0)
        found.push(`${id} is not there (${certainty} ${says.join()})`);
      continue;
    }
    const differs = <T>(what: string, said: T, is: T | undefined) => {
      if (said !== 'undetermined' && said !== is) found.push(`${id} ${what}: ${String(said)}, ${String(is)}`);
    };
    differs('verdict', verdict, other.verdict);
    differs('conformance', conformance, other.conformance);
    differs('tip', tip.verdict, other.tip.verdict);
    steps.forEach(({ eventId, rules }, place) => {
      const step =
        other.steps.find((one) => one.eventId === eventId) ??
        (other.steps.length === steps.length ? other.steps[place] : undefined);
      for (const { rule, outcome } of rules)
        differs(`${eventId} ${rule}`, outcome, step?.rules.find((one) => one.rule === rule)?.outcome);
    });
  }
  for (const finding of audit.findings)
    if (finding.confidence === 'certain' && !isShown(finding, choice))
      found.push(`${finding.code} ${finding.eventIds[0]} is not there`);
  return found;
}

describe('dates that are intervals', () => {
  it.each(SIZES)(
    'none of $choices choices contradicts what is said for certain of each of $histories histories',
    ({ histories, choices, from }) => {
      const told = { definite: 0, tips: 0, certain: 0, findings: 0, choices: 0 };
      for (let seed = from; seed < from + histories; seed += 1) {
        const history = datedHistory(seed);
        const record = historyOf(history);
        const impossible = timelineOf(record.events).impossible.length;
        const audit = record.audit(history.asOf);
        if (!history.facts.some(({ earliest, latest }) => latest > earliest)) continue;
        const { cessations } = audit;
        told.definite += cessations.filter(({ verdict }) => verdict !== 'undetermined').length;
        told.tips += cessations.filter(({ tip }) => tip.verdict !== 'undetermined').length;
        told.certain += cessations.filter(({ certainty }) => certainty === 'certain').length;
        told.findings += audit.findings.filter(({ confidence }) => confidence === 'certain').length;
        const draw = drawFrom(seed * 7919);
        for (let number = 0; number < choices; number += 1) {
          const exact = historyOf(history, chosen(history, draw));
          // A choice that makes a recorded fact impossible is none.
          if (timelineOf(exact.events).impossible.length > impossible) continue;
          told.choices += 1;
          const found = contradictions(history, audit, exact.audit(history.asOf));
          if (found.length > 0) throw new Error(`history ${seed}, choice ${number}: ${found.join('; ')}`);
        }
      }
      // An audit that said nothing would not be contradicted either.
      expect(told.definite).toBeGreaterThan(histories / 20);
      expect(told.tips).toBeGreaterThan(histories / 30);
      expect(told.certain).toBeGreaterThan(histories / 10);
      expect(told.findings).toBeGreaterThan(histories / 4);
      expect(told.choices).toBeGreaterThan((histories * choices) / 2);
    },
    7_200_000,
  );
});
