import type { AuditContext } from '../context.js';
import { abruptReduction } from './abrupt-reduction.js';
import { bridgeNotRecorded } from './bridge-not-recorded.js';
import { catheterFaultFound } from './catheter-fault-found.js';
import { catheterOcclusionPossible } from './catheter-occlusion-possible.js';
import { concentrationMismatch } from './concentration-mismatch.js';
import { doseAboveUsual } from './dose-above-usual.js';
import { doseIncreaseLarge } from './dose-increase-large.js';
import { doseNotReducedAfterRevision } from './dose-not-reduced-after-revision.js';
import { drugMismatch } from './drug-mismatch.js';
import { drugOffLabel } from './drug-off-label.js';
import { endOfServicePassed } from './end-of-service-passed.js';
import { type Finding, type Rule, inOrder } from './finding.js';
import { firstDoseHigh } from './first-dose-high.js';
import { flowOutOfRange } from './flow-out-of-range.js';
import { lotExpired } from './lot-expired.js';
import { motorStalled } from './motor-stalled.js';
import { mriNotFollowedByInterrogation } from './mri-not-followed-by-interrogation.js';
import { overlappingDrugs } from './overlapping-drugs.js';
import { planNotKept } from './plan-not-kept.js';
import { pocketFillPossible } from './pocket-fill-possible.js';
import { primingNotRecorded } from './priming-not-recorded.js';
import { pumpClockOffset } from './pump-clock-offset.js';
import { pumpLeftStopped } from './pump-left-stopped.js';
import { datesAssumed, lateEntry } from './record-quality.js';
import { refillDiscrepancy } from './refill-discrepancy.js';
import { refillOverdue } from './refill-overdue.js';
import { refillTrend } from './refill-trend.js';
import { replacementDuePassed } from './replacement-due-passed.js';
import { replacementNotStarted } from './replacement-not-started.js';
import { reservoirLow } from './reservoir-low.js';
import { reservoirMayHaveRunEmpty } from './reservoir-may-have-run-empty.js';
import { reservoirRanEmpty } from './reservoir-ran-empty.js';
import { resetNotReprogrammed } from './reset-not-reprogrammed.js';
import { restartDoseHigh } from './restart-dose-high.js';
import { restartEscalationFast } from './restart-escalation-fast.js';
import { tipDeviation } from './tip-deviation.js';
import { toleranceWorkupIncomplete } from './tolerance-workup-incomplete.js';
import { tubeSetRisk } from './tube-set-risk.js';

const rules: readonly Rule[] = [
  // How much of which drug was delivered.
  abruptReduction,
  bridgeNotRecorded,
  primingNotRecorded,
  concentrationMismatch,
  tipDeviation,
  overlappingDrugs,
  doseIncreaseLarge,
  doseAboveUsual,
  firstDoseHigh,
  restartDoseHigh,
  restartEscalationFast,
  doseNotReducedAfterRevision,
  replacementNotStarted,
  planNotKept,
  // The reservoir.
  reservoirRanEmpty,
  reservoirMayHaveRunEmpty,
  reservoirLow,
  refillOverdue,
  refillDiscrepancy,
  refillTrend,
  pocketFillPossible,
  lotExpired,
  drugMismatch,
  drugOffLabel,
  // The pump.
  motorStalled,
  tubeSetRisk,
  pumpLeftStopped,
  resetNotReprogrammed,
  mriNotFollowedByInterrogation,
  pumpClockOffset,
  flowOutOfRange,
  endOfServicePassed,
  replacementDuePassed,
  // The catheter, and what was concluded.
  catheterFaultFound,
  catheterOcclusionPossible,
  toleranceWorkupIncomplete,
  // The record.
  datesAssumed,
  lateEntry,
];

/** All findings, in order of their instant. */
export const findingsOf = (context: AuditContext): Finding[] =>
  rules.flatMap((rule) => rule(context)).sort(inOrder);

export type { Finding };
