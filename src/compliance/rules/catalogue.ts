/** The gravest first. */
export const SEVERITIES = ['critical', 'warning', 'info'] as const;

/** `critical`: the drug may have been lost, doubled or wrong. `warning`: somebody should look. `info`: good to know. */
export type Severity = (typeof SEVERITIES)[number];

/** What a finding is about, for lists by subject. */
export type Subject = 'dose' | 'drug and path' | 'reservoir' | 'pump' | 'record';

export interface FindingKind {
  readonly about: Subject;
  readonly severity: Severity;
  /** What it means, in one plain line. */
  readonly meaning: string;
}

/**
 * All findings by their code, with the severity that they have where nothing about them raises or lowers it. A code never
 * changes once it is released; rules can give no others.
 */
export const findingCatalogue = {
  ABRUPT_REDUCTION: {
    about: 'dose',
    severity: 'critical',
    meaning: 'A large part of the daily dose was lost within a short time.',
  },
  CONCENTRATION_MISMATCH: {
    about: 'dose',
    severity: 'critical',
    meaning: 'The pump was programmed for another drug strength than the reservoir held.',
  },
  TIP_OVERDOSE: {
    about: 'dose',
    severity: 'critical',
    meaning: 'The catheter tip gave far more drug than the programmer showed.',
  },
  TIP_UNDERDOSE: {
    about: 'dose',
    severity: 'warning',
    meaning: 'The catheter tip gave far less drug than the programmer showed.',
  },
  DOSE_INCREASE_LARGE: {
    about: 'dose',
    severity: 'warning',
    meaning: 'The dose was raised by more than is usual for this cause of spasticity.',
  },
  DOSE_NOT_REDUCED_AFTER_REVISION: {
    about: 'dose',
    severity: 'warning',
    meaning: 'The catheter was replaced and the dose was not lowered, though less may have arrived before.',
  },
  FIRST_DOSE_HIGH: {
    about: 'dose',
    severity: 'warning',
    meaning: 'The first dose of a drug was higher than a patient new to it is to be given.',
  },
  RESTART_DOSE_HIGH: {
    about: 'dose',
    severity: 'warning',
    meaning: 'After a stop the drug began again with a higher dose than the policy allows.',
  },
  RESTART_ESCALATION_FAST: {
    about: 'dose',
    severity: 'warning',
    meaning: 'After a stop the dose was raised faster than the policy allows.',
  },
  FLOW_OUT_OF_RANGE: {
    about: 'dose',
    severity: 'warning',
    meaning: 'The pump was programmed to a flow that its model cannot give.',
  },
  REPLACEMENT_NOT_STARTED: {
    about: 'dose',
    severity: 'warning',
    meaning: 'A planned holiday reached zero, and the drug planned in its place was not given in time.',
  },
  DOSE_ABOVE_USUAL: {
    about: 'dose',
    severity: 'info',
    meaning: 'The daily dose is higher than there is much experience with.',
  },
  PLAN_NOT_KEPT: {
    about: 'dose',
    severity: 'info',
    meaning: 'The dose was reduced in another way than the plan says.',
  },
  BRIDGE_NOT_RECORDED: {
    about: 'drug and path',
    severity: 'critical',
    meaning:
      'Drug or strength was changed, and no bridge bolus for the old drug in the catheter is recorded.',
  },
  PRIMING_NOT_RECORDED: {
    about: 'drug and path',
    severity: 'warning',
    meaning: 'The catheter was left without drug, and no priming bolus to fill it is recorded.',
  },
  OVERLAPPING_DRUGS: {
    about: 'drug and path',
    severity: 'warning',
    meaning: 'The old drug still left the catheter tip long after the new one was filled in.',
  },
  DRUG_MISMATCH: {
    about: 'drug and path',
    severity: 'warning',
    meaning: 'What was written of the drug at a fill does not fit what the reservoir held.',
  },
  LOT_EXPIRED: {
    about: 'drug and path',
    severity: 'warning',
    meaning: 'The pump was filled from a lot that was past its expiry date.',
  },
  CATHETER_FAULT_FOUND: {
    about: 'drug and path',
    severity: 'warning',
    meaning: 'A study found a fault of the catheter; how much drug arrived is not known.',
  },
  CATHETER_OCCLUSION_POSSIBLE: {
    about: 'drug and path',
    severity: 'warning',
    meaning: 'Nothing could be drawn from the catheter, and nothing later showed it open.',
  },
  DRUG_OFF_LABEL: {
    about: 'drug and path',
    severity: 'info',
    meaning: 'The drug is not approved for infusion into the spinal fluid.',
  },
  RESERVOIR_RAN_EMPTY: {
    about: 'reservoir',
    severity: 'critical',
    meaning: 'By calculation the reservoir ran empty; no drug was given from then on.',
  },
  POCKET_FILL_POSSIBLE: {
    about: 'reservoir',
    severity: 'critical',
    meaning: 'Part of a fill may have gone beside the reservoir, under the skin.',
  },
  RESERVOIR_MAY_HAVE_RUN_EMPTY: {
    about: 'reservoir',
    severity: 'warning',
    meaning: 'The reservoir was empty if the pump ran as fast as its accuracy allows.',
  },
  REFILL_DISCREPANCY: {
    about: 'reservoir',
    severity: 'warning',
    meaning: 'The reservoir held clearly more or less than expected.',
  },
  REFILL_TREND: {
    about: 'reservoir',
    severity: 'warning',
    meaning: 'Over several fills the pump gave steadily more or less than programmed.',
  },
  REFILL_OVERDUE: {
    about: 'reservoir',
    severity: 'warning',
    meaning: 'The low-reservoir alarm volume was reached, and no refill is recorded.',
  },
  RESERVOIR_LOW: {
    about: 'reservoir',
    severity: 'info',
    meaning: 'So little was left in the reservoir that withdrawal has been seen at such volumes.',
  },
  MOTOR_STALLED: { about: 'pump', severity: 'critical', meaning: 'The pump motor stood still.' },
  RESET_NOT_REPROGRAMMED: {
    about: 'pump',
    severity: 'critical',
    meaning: 'The pump lost its program and nobody programmed it again in time.',
  },
  END_OF_SERVICE_PASSED: {
    about: 'pump',
    severity: 'critical',
    meaning: 'The pump was still in use after the end of its service life.',
  },
  TUBE_SET_RISK: {
    about: 'pump',
    severity: 'warning',
    meaning: 'The pump stood still for so long that its tube may be deformed, and then ran again.',
  },
  PUMP_LEFT_STOPPED: {
    about: 'pump',
    severity: 'warning',
    meaning: 'The pump was left stopped for so long that its tube may be deformed.',
  },
  MRI_NOT_FOLLOWED_BY_INTERROGATION: {
    about: 'pump',
    severity: 'warning',
    meaning: 'After an MRI nobody read the pump to see that it runs again.',
  },
  REPLACEMENT_DUE_PASSED: {
    about: 'pump',
    severity: 'info',
    meaning: 'The day by which the pump was to be replaced has passed.',
  },
  PUMP_CLOCK_OFFSET: {
    about: 'pump',
    severity: 'info',
    meaning: 'The pump’s clock was wrong, so that its timed boluses came early or late.',
  },
  TOLERANCE_WORKUP_INCOMPLETE: {
    about: 'record',
    severity: 'warning',
    meaning: 'Drug tolerance was diagnosed before all other causes were examined.',
  },
  CORRECTED_AFTER_AUDIT: {
    about: 'record',
    severity: 'warning',
    meaning: 'The record was changed after an audit of it was signed.',
  },
  DATES_ASSUMED: {
    about: 'record',
    severity: 'info',
    meaning: 'Some dates or values were assumed by their source.',
  },
  LATE_ENTRY: {
    about: 'record',
    severity: 'info',
    meaning: 'Something was recorded long after it happened, or corrected or voided later.',
  },
  DOSE_SPIKE: {
    about: 'dose',
    severity: 'critical',
    meaning: 'The catheter tip gave far more drug within hours than in the days before.',
  },
  DELIVERY_BELOW_SCHEDULE: {
    about: 'dose',
    severity: 'critical',
    meaning: 'The catheter tip gave far less drug within a day than its daily dose promises.',
  },
  BRIDGE_TOO_FAST: {
    about: 'drug and path',
    severity: 'critical',
    meaning:
      'A bridge or priming pushed out a drug that was in the path far faster than it was given before.',
  },
  CONCENTRATION_UNUSUAL: {
    about: 'drug and path',
    severity: 'warning',
    meaning: 'The reservoir was filled with a strength at which the drug is not known to be used.',
  },
  DRUG_UNKNOWN: {
    about: 'drug and path',
    severity: 'warning',
    meaning: 'The drug is not known here; no policy judges it.',
  },
  DRUG_TOO_OLD_IN_PUMP: {
    about: 'reservoir',
    severity: 'warning',
    meaning: 'A fill stayed in the pump for longer than the drug is known to keep.',
  },
  MODEL_UNKNOWN: {
    about: 'pump',
    severity: 'warning',
    meaning: 'The model is not known here; what is not recorded of it stays unknown.',
  },
  REPORTED_STOPPED: {
    about: 'pump',
    severity: 'critical',
    meaning: 'The pump told that it had stopped, and nobody recorded who stopped it.',
  },
  DELIVERY_CONTRADICTED: {
    about: 'record',
    severity: 'warning',
    meaning: 'A volume or the pump itself contradicts what was computed to be delivered.',
  },
  DELIVERY_UNKNOWN: {
    about: 'record',
    severity: 'warning',
    meaning: 'For a long time the record says nothing of what the pump did.',
  },
  ADVERSE_EVENT: {
    about: 'record',
    severity: 'info',
    meaning: 'An adverse event was observed.',
  },
  RECORD_CHANGED: {
    about: 'record',
    severity: 'info',
    meaning: 'An event of the pump was corrected or voided by hand.',
  },
} as const satisfies Readonly<Record<string, FindingKind>>;

export type FindingCode = keyof typeof findingCatalogue;

export const findingCodes = Object.keys(findingCatalogue) as readonly FindingCode[];
