import type { AuditContext } from '../context.js';
import type { Gap } from '../gaps/gaps.js';
import type { Verdict } from '../outcome.js';
import type { Finding } from '../rules/finding.js';
import { zeroInWords } from './zero-in-words.js';
import { type Proven, provenOn, provenSoFar } from './proven.js';
import type { ReservedCessation } from './reservations.js';
import { CIRCUMSTANCE_WORDS, missingInWords, reservationsInWords, VERDICT_WORDS } from './words.js';

/** An audit in one or two sentences, without anything personal. */
export interface Headline {
  /** The reservoir, the tip, the reservations and what is missing, in that order. */
  readonly text: string;
  /** Null where nothing was stopped. */
  readonly verdict: Verdict | null;
  /** Ids of findings, the gravest first. */
  readonly reservations: readonly string[];
  /** Over the way to zero; where nothing was stopped over the whole record. */
  readonly proven: Proven;
}

interface Found {
  readonly cessations: readonly ReservedCessation[];
  readonly findings: readonly Finding[];
  readonly gaps: readonly Gap[];
}

export function headlineOf(context: AuditContext, found: Found): Headline {
  const told = toTell(found.cessations);
  return told ? ofStop(context, told, found) : ofNoStop(context, found);
}

/** The declared holiday, else the last cessation. */
function toTell(cessations: readonly ReservedCessation[]): ReservedCessation | undefined {
  const inOrder = cessations.toSorted((a, b) => a.reachedZeroAt - b.reachedZeroAt);
  return inOrder.findLast(({ declaredHoliday }) => declaredHoliday) ?? inOrder.at(-1);
}

function ofStop(context: AuditContext, cessation: ReservedCessation, { findings, gaps }: Found): Headline {
  const { id, drug, site, certainty, circumstance, verdict, reservations, tip } = cessation;
  const proven = provenOn(context, cessation);
  const stop = certainty === 'possible' ? `a possible stop of ${drug}` : `stop of ${drug}`;
  const why = circumstance ? `, ${CIRCUMSTANCE_WORDS[circumstance.kind]}` : '';
  const when = `zero ${zeroInWords(context, cessation)}${why}`;
  const judged = `${VERDICT_WORDS[verdict]} by ${context.policy.id}`;
  const what =
    site === 'tip'
      ? `at the reservoir ${drug} went on; ${stop} at the tip alone, ${when}: ${judged}`
      : `${stop} at the reservoir, ${when}: ${judged}; at the tip: ${VERDICT_WORDS[tip.verdict]}`;
  const byId = new Map(findings.map((finding) => [finding.id, finding]));
  const reserving = reservations.flatMap((reservation) => byId.get(reservation) ?? []);
  const missing = [
    ...gaps.filter(({ blocks }) => blocks.includes(id)),
    ...gaps.filter(
      ({ blocks }) => !blocks.includes(id) && blocks.some((blocked) => reservations.includes(blocked)),
    ),
  ];
  return {
    text: sentences(what, `${reservationsInWords(reserving)}; ${missingInWords(missing, proven)}`),
    verdict,
    reservations,
    proven,
  };
}

function ofNoStop(context: AuditContext, { findings, gaps }: Found): Headline {
  const proven = provenSoFar(context);
  const grave = findings.filter(({ severity }) => severity === 'critical').length;
  return {
    text: sentences(
      `no drug is found to have been stopped at the reservoir or at the tip by ${context.policy.id}`,
      `${grave === 0 ? 'no' : grave} critical ${grave === 1 ? 'finding' : 'findings'}; ${missingInWords(gaps, proven)}`,
    ),
    verdict: null,
    reservations: [],
    proven,
  };
}

const sentences = (...parts: readonly string[]): string =>
  parts.map((part) => `${part.charAt(0).toUpperCase()}${part.slice(1)}.`).join(' ');
