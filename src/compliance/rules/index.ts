import type { AuditContext } from '../context.js';
import { doseSpike } from './dose-spike.js';
import { deliveryBelowSchedule } from './delivery-below-schedule.js';
import { bridgeTooFast } from './bridge-too-fast.js';
import { concentrationUnusual } from './concentration-unusual.js';
import { drugUnknown } from './drug-unknown.js';
import { drugTooOldInPump } from './drug-too-old-in-pump.js';
import { modelUnknown } from './model-unknown.js';
import { reportedStopped } from './reported-stopped.js';
import { deliveryContradicted } from './delivery-contradicted.js';
import { deliveryUnknown } from './delivery-unknown.js';
import { adverseEvent } from './adverse-event.js';
import { abruptReduction } from './abrupt-reduction.js';
import { bridgeNotRecorded } from './bridge-not-recorded.js';
import type { FindingCode } from './catalogue.js';
import { withContradicted } from './causes/contradicted.js';
import { withSharedFacts } from './causes/shared-facts.js';
import { canFollow, withUnconfirmedEmpty } from './causes/unconfirmed-empty.js';
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
import { onePerEvent } from './one-per-event.js';
import { overlappingDrugs } from './overlapping-drugs.js';
import { planNotKept } from './plan-not-kept.js';
import { pocketFillPossible } from './pocket-fill-possible.js';
import { primingNotRecorded } from './priming-not-recorded.js';
import { pumpClockOffset } from './pump-clock-offset.js';
import { pumpLeftStopped } from './pump-left-stopped.js';
import { datesAssumed } from './dates-assumed.js';
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

/** What comes of how the record was written, not of the therapy, is found apart from the rules. */
type RuleCode = Exclude<FindingCode, 'CORRECTED_AFTER_AUDIT' | 'RECORD_CHANGED' | 'LATE_ENTRY'>;

const ruleOf: Readonly<Record<RuleCode, Rule>> = {
  ABRUPT_REDUCTION: abruptReduction,
  CONCENTRATION_MISMATCH: concentrationMismatch,
  TIP_OVERDOSE: tipDeviation,
  TIP_UNDERDOSE: tipDeviation,
  DOSE_INCREASE_LARGE: doseIncreaseLarge,
  DOSE_NOT_REDUCED_AFTER_REVISION: doseNotReducedAfterRevision,
  FIRST_DOSE_HIGH: firstDoseHigh,
  RESTART_DOSE_HIGH: restartDoseHigh,
  RESTART_ESCALATION_FAST: restartEscalationFast,
  FLOW_OUT_OF_RANGE: flowOutOfRange,
  REPLACEMENT_NOT_STARTED: replacementNotStarted,
  DOSE_ABOVE_USUAL: doseAboveUsual,
  PLAN_NOT_KEPT: planNotKept,
  BRIDGE_NOT_RECORDED: bridgeNotRecorded,
  PRIMING_NOT_RECORDED: primingNotRecorded,
  OVERLAPPING_DRUGS: overlappingDrugs,
  DRUG_MISMATCH: drugMismatch,
  LOT_EXPIRED: lotExpired,
  CATHETER_FAULT_FOUND: catheterFaultFound,
  CATHETER_OCCLUSION_POSSIBLE: catheterOcclusionPossible,
  DRUG_OFF_LABEL: drugOffLabel,
  RESERVOIR_RAN_EMPTY: reservoirRanEmpty,
  POCKET_FILL_POSSIBLE: pocketFillPossible,
  RESERVOIR_MAY_HAVE_RUN_EMPTY: reservoirMayHaveRunEmpty,
  REFILL_DISCREPANCY: refillDiscrepancy,
  REFILL_TREND: refillTrend,
  REFILL_OVERDUE: refillOverdue,
  RESERVOIR_LOW: reservoirLow,
  MOTOR_STALLED: motorStalled,
  RESET_NOT_REPROGRAMMED: resetNotReprogrammed,
  END_OF_SERVICE_PASSED: endOfServicePassed,
  TUBE_SET_RISK: tubeSetRisk,
  PUMP_LEFT_STOPPED: pumpLeftStopped,
  MRI_NOT_FOLLOWED_BY_INTERROGATION: mriNotFollowedByInterrogation,
  REPLACEMENT_DUE_PASSED: replacementDuePassed,
  PUMP_CLOCK_OFFSET: pumpClockOffset,
  TOLERANCE_WORKUP_INCOMPLETE: toleranceWorkupIncomplete,
  DATES_ASSUMED: datesAssumed,
  DOSE_SPIKE: doseSpike,
  DELIVERY_BELOW_SCHEDULE: deliveryBelowSchedule,
  BRIDGE_TOO_FAST: bridgeTooFast,
  CONCENTRATION_UNUSUAL: concentrationUnusual,
  DRUG_UNKNOWN: drugUnknown,
  DRUG_TOO_OLD_IN_PUMP: drugTooOldInPump,
  MODEL_UNKNOWN: modelUnknown,
  REPORTED_STOPPED: reportedStopped,
  DELIVERY_CONTRADICTED: deliveryContradicted,
  DELIVERY_UNKNOWN: deliveryUnknown,
  ADVERSE_EVENT: adverseEvent,
};

const rules = new Set(Object.values(ruleOf));
/** Whose findings can follow from an empty reservoir. */
const followingRules = new Set(
  (Object.keys(ruleOf) as RuleCode[]).filter(canFollow).map((code) => ruleOf[code]),
);

/** All findings, in order of their instant; one whose instant is still to come is none yet. */
export function findingsOf(context: AuditContext): Finding[] {
  const found = onePerEvent(foundBy(rules, context));
  const sure = withContradicted(context, found);
  const followed = withUnconfirmedEmpty(context, sure, (other) => foundBy(followingRules, other));
  return withSharedFacts(context, followed).toSorted(inOrder);
}

const foundBy = (by: ReadonlySet<Rule>, context: AuditContext): Finding[] =>
  [...by].flatMap((rule) => rule(context)).filter(({ at }) => context.time.hasCome(at));

export type { Finding };
