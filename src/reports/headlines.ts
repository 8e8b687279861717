import type { CessationDto } from '../answers/dto/cessation.dto.js';
import type { Report } from '../answers/report.js';
import { recordedAs } from './when.js';
import { reservationsInWords, reservationsOf } from './reservations.js';
import { VERDICT, capitalised, dayInWords, readable, sentence } from './words.js';
import { say } from '../words/say.js';
import { reports as texts } from '../words/texts/reports.js';

const CONFORMANCE = {
  pass: texts.eachStepKeptTheLimits,
  fail: texts.notEachStepKeptThe,
  undetermined: texts.whetherEachStepKeptThe,
} as const;

/** A cessation in three sentences: its verdicts, their reservations, and why or how it was kept. */
export function headlineOf(report: Report, cessation: CessationDto): string {
  const { drug, site, certainty, reachedZeroAt, steps, verdict, conformance, reasons, tip } = cessation;
  const { policy } = report.audit;
  const stated = recordedAs(report, reachedZeroAt, [steps.at(-1)?.eventId ?? null]);
  const day =
    stated === undefined
      ? say(texts.on, { reachedZeroAt: dayInWords(reachedZeroAt) })
      : say(texts.atADateRecordedAs, { stated });
  const where = site === 'tip' ? say(texts.atTheCatheterTipAlone) : '';
  const atTip = site === 'tip' ? '' : say(texts.atTheTip, { verdict: say(VERDICT[tip.verdict]) });
  const possible = certainty === 'possible' ? say(texts.possibly) : '';
  const judged = say(texts.zeroBy, {
    drug: capitalised(drug),
    where,
    possible,
    day,
    verdict: say(VERDICT[verdict]),
    id: policy.id,
    atTip,
  });
  const [because] = reasons;
  const more =
    verdict === 'undetermined' && because
      ? say(texts.reason, { detail: readable(because.detail) })
      : say(CONFORMANCE[conformance]);
  const reserved = sentence(reservationsInWords(reservationsOf(report.audit, cessation)));
  return `${judged} ${reserved} ${more}`;
}
