import { DRUG_NAME, NAMED_ID } from '../therapy/events/fields/texts.js';
import type { Site } from '../infusion/dose.js';
import type { Instant, TherapyId } from '../therapy/envelope.js';
import { ACCEPTED_DATES, spanOf } from '../therapy/occurred-at.js';
import { UsageError } from './exit.js';

/** A date stands for its first millisecond, in UTC. */
export function instant(text: string): Instant {
  const span = spanOf(text);
  if (!span) throw new UsageError(`${JSON.stringify(text)} is no date; accepted is ${ACCEPTED_DATES}.`);
  return span.first;
}

export function therapyId(text: string): TherapyId {
  if (NAMED_ID.test(text)) return text as TherapyId;
  throw new UsageError(
    `${JSON.stringify(text)} is no therapy’s id; accepted is ${NAMED_ID.source.slice(1, -1)}.`,
  );
}

export function drug(text: string): string {
  if (DRUG_NAME.test(text)) return text;
  throw new UsageError(
    `${JSON.stringify(text)} is no drug’s name; accepted is lower case, such as baclofen.`,
  );
}

/** Of a tree or checkpoint. */
export function size(text: string): number {
  if (/^[1-9]\d{0,14}$/.test(text)) return Number(text);
  throw new UsageError(`${JSON.stringify(text)} is no number of events; accepted is a whole number from 1.`);
}

const VERDICTS = ['tapered', 'abrupt', 'undetermined'] as const;
export type VerdictName = (typeof VERDICTS)[number];

export function verdicts(text: string): readonly VerdictName[] {
  return text.split(',').map((name) => {
    const verdict = VERDICTS.find((known) => known === name.trim());
    if (verdict) return verdict;
    throw new UsageError(
      `--fail-on ${JSON.stringify(name)} is no verdict; accepted are ${VERDICTS.join(', ')}.`,
    );
  });
}

export function site(text: string): Site {
  if (text === 'reservoir' || text === 'tip') return text;
  throw new UsageError(`--site ${JSON.stringify(text)}; accepted are reservoir, tip.`);
}
