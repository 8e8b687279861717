import type { Assumption } from '../assumptions/assumptions.js';
import type { AuditContext } from '../context.js';
import { type Gap, gapsOf } from '../gaps/gaps.js';
import type { Finding } from '../rules/finding.js';
import type { Sealed } from '../../therapy/envelope.js';
import type { Cessation } from '../taper/cessations.js';
import { type Headline, headlineOf } from './headline.js';
import { type ReservedCessation, withReservations } from './reservations.js';

/** What an audit found. */
export interface Found {
  readonly assumptions: readonly Assumption[];
  readonly cessations: readonly Cessation[];
  readonly findings: readonly Finding[];
}

/** The same with what no verdict may stand without, what is missing, and all of it in short. */
export interface Summarised extends Found {
  readonly headline: Headline;
  readonly cessations: readonly ReservedCessation[];
  readonly gaps: readonly Gap[];
}

/** @param known what is known, also what was corrected or voided */
export function summarised(context: AuditContext, known: readonly Sealed[], found: Found): Summarised {
  const cessations = withReservations(context, known, found);
  const gaps = gapsOf(found);
  return { ...found, cessations, gaps, headline: headlineOf(context, { ...found, cessations, gaps }) };
}
