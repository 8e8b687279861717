import type { CessationDto } from '../answers/dto/cessation.dto.js';
import type { Report } from '../answers/report.js';
import { recordedAs } from './when.js';
import { reservationsInWords, reservationsOf } from './reservations.js';
import { VERDICT, capitalised, dayInWords, readable, sentence } from './words.js';

const CONFORMANCE = {
  pass: 'Each step kept the limits of the policy.',
  fail: 'Not each step kept the limits of the policy.',
  undetermined: 'Whether each step kept the limits of the policy is undetermined.',
} as const;

/** A cessation in three sentences: its verdicts, their reservations, and why or how it was kept. */
export function headlineOf(report: Report, cessation: CessationDto): string {
  const { drug, site, certainty, reachedZeroAt, steps, verdict, conformance, reasons, tip } = cessation;
  const { policy } = report.audit;
  const stated = recordedAs(report, reachedZeroAt, [steps.at(-1)?.eventId ?? null]);
  const day = stated === undefined ? `on ${dayInWords(reachedZeroAt)}` : `at a date recorded as ${stated}`;
  const where = site === 'tip' ? ' at the catheter tip alone' : '';
  const atTip = site === 'tip' ? '' : `; at the tip ${VERDICT[tip.verdict]}`;
  const possible = certainty === 'possible' ? ', possibly' : '';
  const judged = `${capitalised(drug)}${where}${possible}, zero ${day}: ${VERDICT[verdict]} by ${policy.id}${atTip}.`;
  const [because] = reasons;
  const more =
    verdict === 'undetermined' && because ? `Reason: ${readable(because.detail)}.` : CONFORMANCE[conformance];
  const reserved = sentence(reservationsInWords(reservationsOf(report.audit, cessation)));
  return `${judged} ${reserved} ${more}`;
}
