import type { AuditContext } from '../context.js';
import { abruptReduction } from './abrupt-reduction.js';
import { bridgeNotRecorded } from './bridge-not-recorded.js';
import { concentrationMismatch } from './concentration-mismatch.js';
import type { Finding, Rule } from './finding.js';
import { motorStalled, reservoirRanEmpty } from './interruptions.js';
import { overlappingDrugs } from './overlapping-drugs.js';
import { primingNotRecorded } from './priming-not-recorded.js';
import { datesAssumed, lateEntry } from './record-quality.js';
import { tipDeviation } from './tip-deviation.js';

const rules: readonly Rule[] = [
  abruptReduction,
  bridgeNotRecorded,
  primingNotRecorded,
  concentrationMismatch,
  tipDeviation,
  overlappingDrugs,
  reservoirRanEmpty,
  motorStalled,
  datesAssumed,
  lateEntry,
];

/** All findings, in order of their instant. */
export const findingsOf = (context: AuditContext): Finding[] =>
  rules.flatMap((rule) => rule(context)).sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));

export type { Finding };
