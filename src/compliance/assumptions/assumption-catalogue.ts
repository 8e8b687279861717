/** All assumptions by their code, each with what it means in one plain line. Codes never change once released. */
export const assumptionCatalogue = {
  TUBING_VOLUME_FROM_MODEL: 'The tubing volume is not recorded; that of the pump model is used.',
  CATHETER_VOLUME_FROM_LENGTH:
    'The catheter volume is not recorded; it is computed from the implanted length.',
  CATHETER_TAKEN_AS_UNTRIMMED:
    'Neither volume nor implanted length of the catheter is recorded; the full length of the model is used.',
  PATH_VOLUME_UNKNOWN: 'A volume of tubing or catheter is not known; nothing can be said about the tip.',
  MINIMUM_RATE_FROM_MODEL: 'The minimum rate of the pump is not recorded; that of the model is used.',
  MINIMUM_RATE_UNKNOWN: 'The minimum rate of the pump is not known; nobody knows what flows.',
  FLOW_UNKNOWN: 'It is not known for what strength the pump was programmed; nobody knows what flows.',
  RESIDUAL_LEFT_OUT: 'What was left of the old drug in the reservoir is not counted.',
  MOVED_VOLUME_NOT_RECORDED:
    'Fluid was drawn from or pushed into the catheter, and nobody recorded how much.',
  PATH_CONTENT_UNKNOWN:
    'It is not known what tubing and catheter held; they are taken as full of what the reservoir held.',
  CATHETER_UNVERIFIED: 'A study found the catheter faulty; the dose at the tip may be anything down to zero.',
  DATES_ARE_INTERVALS: 'Some dates are not exact; the first possible instant of each is used.',
  EVENT_WITHOUT_EFFECT: 'A recorded event cannot have happened as the record stands; it changes nothing.',
  SPIKE_NOT_JUDGED: 'The policy has no figures of what a spike of this drug is; none is judged.',
  AETIOLOGY_NOT_KNOWN:
    'What the spasticity comes from is not one of what the policy knows; rises are judged by its strictest figure.',
} as const satisfies Readonly<Record<string, string>>;

export type AssumptionCode = keyof typeof assumptionCatalogue;

export const assumptionCodes = Object.keys(assumptionCatalogue) as readonly AssumptionCode[];
