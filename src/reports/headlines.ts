import type { CessationDto } from '../answers/dto/cessation.dto.js';
import type { Report } from '../answers/report.js';
import { recordedAs } from './when.js';
import { VERDICT, capitalised, dayInWords, readable } from './words.js';

const CONFORMANCE = {
  pass: 'Each step kept the limits of the policy.',
  fail: 'Not each step kept the limits of the policy.',
  undetermined: 'Whether each step kept the limits of the policy is undetermined.',
} as const;

/** A cessation in two sentences. */
export function headlineOf(report: Report, cessation: CessationDto): string {
  const { drug, site, reachedZeroAt, steps, verdict, conformance, reasons, tip } = cessation;
  const { policy } = report.audit;
  const stated = recordedAs(report, reachedZeroAt, [steps.at(-1)?.eventId ?? null]);
  const day = stated === undefined ? `on ${dayInWords(reachedZeroAt)}` : `at a date recorded as ${stated}`;
  const where = site === 'tip' ? ' at the catheter tip alone' : '';
  const atTip = site === 'tip' ? '' : `; at the tip ${VERDICT[tip.verdict]}`;
  const judged = `${capitalised(drug)}${where}, zero ${day}: ${VERDICT[verdict]} by ${policy.id}${atTip}.`;
  const [because] = reasons;
  const more =
    verdict === 'undetermined' && because ? `Reason: ${readable(because.detail)}.` : CONFORMANCE[conformance];
  return `${judged} ${more}`;
}
