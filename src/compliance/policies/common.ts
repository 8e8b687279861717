import { derived, paper, proposal, read, remembered } from './figures.js';
import type { Sourced } from '../../infusion/provenance.js';
import type { Policy, SpikePolicy, StopPolicy } from './policy.js';

const ONSET = 'effect of a continuous infusion sets in after 6-8 hours (neurosurgerynotes, MIMS)';

/** The share of a dose that may be lost within a day. */
export const halfADay = {
  windowHours: proposal(24, 'doses are titrated by the day'),
  maxDropPct: read(50, 'upper edge of the weaning of five infected pumps, PMID 30325089'),
};

export const visitTolerance = proposal(2, 'a visit is rarely at the same hour');

/** What the shipped policies share: how doses are counted, and the thresholds of findings. */
export const common = {
  abruptReduction: { ...halfADay, toleranceHours: visitTolerance },
  circumstance: {
    catheterHours: proposal(72, 'a catheter is examined and set right within days of the symptoms'),
    eventHours: proposal(48, 'an overdose or an adverse event is answered within two days'),
  },
  regainPct: proposal(50, 'a dose half way back up is a decision to go on'),
  visitMinutes: proposal(60, 'a refill and its programming belong to one visit'),
  emptyShown: {
    emptyAlarmDaysBefore: proposal(3, 'the flow is accurate to days, not to hours'),
    lowAlarmDays: proposal(3, 'the flow is accurate to days, not to hours'),
  },
  spike: {
    lookBackHours: proposal(72, 'the doses that a body is used to are those of the last days'),
    slowLookBackDays: proposal(7, 'a dose that doubles each day is seen against the week before'),
    temporaryCatheterHours: proposal(6, `given over so long it is an infusion: ${ONSET}`),
  },
  belowSchedule: {
    windowHours: proposal(24, 'doses are titrated by the day'),
    leastPct: proposal(50, 'the same loss that counts as abrupt'),
    leastPctOfWeekdays: proposal(25, 'days of such a program differ by intent'),
  },
  bridgeSpeed: {
    maxRatio: proposal(1.5, 'above every titration step in use'),
    lookBackDays: proposal(7, 'a dose of a week ago says little of what is tolerated now'),
  },
  strengthCriticalTimes: proposal(
    5,
    'no strength in use is so far away, as a slip of the unit or the decimal point is',
  ),
  contradicted: {
    leastHours: proposal(24, 'doses are titrated by the day'),
    criticalLowPct: proposal(50, 'the same loss that counts as abrupt'),
    criticalHighRatio: proposal(2, 'twice the dose is beyond every titration step'),
  },
  unknownDelivery: {
    withoutRecordHours: proposal(24, 'a pump is filled and programmed at its implant'),
    gapRatio: proposal(2, 'a visit that was missed once'),
    gapDays: proposal(
      180,
      'pumps are to be refilled within 180 days (study of refill intervals, Neuromodulation 2023)',
    ),
  },
  mriStallHours: proposal(6, 'a rotor that starts again within the time in which an effect sets in'),
  maxDaysWithoutFall: proposal(28, 'a reduction four weeks before belongs to another decision'),
  minHoursToCount: read(6, ONSET),
  holidayPlannedWithinDays: proposal(90, 'a plan older than three months is not the reason'),
  concentrationTolerancePct: read(5, 'strength of Lioresal ampoules, +/-5 % of label (lioresal.com)'),
  concentrationMismatchMinutes: proposal(60, 'a refill and its programming belong to one visit'),
  reprogramWithinHours: proposal(24, 'a refill and its programming belong to one visit'),
  tip: {
    windowHours: read(6, ONSET),
    overdoseRatio: proposal(1.5, 'above every titration step in use'),
    underdoseRatio: proposal(0.5, 'the same loss that counts as abrupt'),
    overlapHours: read(6, ONSET),
  },
  refill: {
    maxDiscrepancyMl: read(2, 'above 2 mL evaluate the pump (ASRA Fall 2017 poster 1139)'),
    accuracyPct: read(14.5, 'flow accuracy of the pump, +/-14.5 % of the programmed (ECRI; HK MDD; ANZCA)'),
    trendFills: proposal(3, 'one refill is noise, three make a trend'),
    emptyMl: proposal(0.5, 'what a syringe and a needle leave uncertain'),
    riskVolumeMl: proposal(
      4,
      'withdrawal was seen at 2.1-3.8 mL, and none after the alarm was raised to 4 mL (PMID 15271246)',
    ),
    symptomHours: proposal(
      24,
      'drug beside the reservoir is absorbed within hours (FDA Class I notice, 14 January 2011)',
    ),
    criticalPct: proposal(50, 'the same loss that counts as abrupt'),
  },
  tubeSetHours: read(48, 'stop or stall above 48 h is a risk factor for overinfusion (HSA Singapore 2016)'),
  electiveReplacementDays: read(90, 'Medtronic UK: 90 days from elective replacement to end of service'),
  revisionHours: proposal(24, 'the dose is set again at the operation'),
  patentStudyDays: proposal(90, 'an older study says little of the catheter today'),
  toleranceWorkup: {
    items: paper(
      ['volume-check', 'clear-csf-aspiration', 'patent-contrast-study', 'unsatisfactory-lumbar-bolus'],
      'volume check, clear CSF, contrast study and lumbar puncture test came before the diagnosis',
    ),
    leastBolusMcg: read(50, 'the first screening bolus of the label (monograph, drugs.com)'),
  },
  mriInterrogationHours: read(
    24,
    'the rotor may start again 2-24 h late (Medtronic MRI page; MHRA MDA/2008/087)',
  ),
  clockOffsetMinutes: proposal(5, 'a clock that is further off moves the boluses of flex mode'),
  lateEntryHours: proposal(24, 'recorded on the day after is not late'),
} satisfies Omit<Policy, 'id' | 'version' | 'title' | 'drugs'>;

/** BOSTER16. */
const BEST_PRACTICES = 'Best practices for intrathecal baclofen therapy, Neuromodulation 2016;19:623-31';

/** Rises in a running therapy. */
export const titration = {
  spinal: {
    aetiologies: read(['spinal-cord-injury', 'multiple-sclerosis'], BEST_PRACTICES),
    maxPct: read(30, `${BEST_PRACTICES}: 10-30 % a day in spasticity of spinal origin`),
    minHoursBetween: read(24, `${BEST_PRACTICES}: once in 24 hours`),
  },
  cerebral: {
    aetiologies: read(['cerebral-palsy', 'traumatic-brain-injury', 'stroke'], BEST_PRACTICES),
    maxPct: read(15, `${BEST_PRACTICES}: 5-15 % a day in spasticity of cerebral origin`),
    minHoursBetween: read(24, `${BEST_PRACTICES}: once in 24 hours`),
  },
};

/** The lowest dose that a pump can be set to at the highest strength in use. */
export const deliverableFloor = derived(
  100,
  'the least flow, 0.048 mL/day, at 2000 mcg/mL is 96 mcg/day: a pump cannot be set lower; from a device figure known from memory',
);

const morphineStart = {
  maxDoseMcgPerDay: read(1000, 'Infumorph monograph (eMPR): 0.2-1 mg/day in patients without opioids before'),
};

export const baclofenStart = {
  maxDoseMcgPerDay: proposal(200, 'twice the last screening bolus, 100 mcg, of the label'),
  maxTimesScreeningBolus: read(
    2,
    `${BEST_PRACTICES}: begin with twice the screening bolus that helped, over 24 hours`,
  ),
  criticalMcgPerDay: proposal(
    1000,
    'above it experience is limited even in patients used to the drug (label as carried by minclinic.eu)',
  ),
};

const SCREENING = 'the last screening bolus of the label (monograph, drugs.com)';

const tolerated = (ratio: number) => proposal(ratio, 'above every titration step in use');

const spikeOf = (leastMcg: Sourced, slowLeastMcg: Sourced): SpikePolicy => ({
  day: { windowHours: proposal(24, 'doses are titrated by the day'), ratio: tolerated(2), leastMcg },
  hours: { windowHours: proposal(4, 'within hours an overdose shows'), ratio: tolerated(3), leastMcg },
  slow: {
    windowHours: proposal(24, 'doses are titrated by the day'),
    ratio: tolerated(3),
    leastMcg: slowLeastMcg,
  },
});

export const baclofenSpike: SpikePolicy = {
  ...spikeOf(read(100, SCREENING), proposal(200, 'twice the last screening bolus of the label')),
  maxSingleDoseMcg: read(100, SCREENING),
};

const morphineSpike: SpikePolicy = spikeOf(
  proposal(1000, 'the highest dose to begin with'),
  proposal(2000, 'twice the highest dose to begin with'),
);

const opioidStop: StopPolicy = {
  abrupt: {
    windowHours: halfADay.windowHours,
    maxDropPctOfBaseline: proposal(50, 'as for baclofen, of which withdrawal is known better'),
    toleranceHours: visitTolerance,
  },
  taper: {
    maxStepPctOfPrevious: proposal(
      20,
      'an abrupt stop of an intrathecal opioid is to be avoided, and no source that was read gives a step',
    ),
    minHoursBetweenSteps: proposal(24, 'doses are titrated by the day'),
    toleranceHours: visitTolerance,
  },
};

/** How the opioids may be stopped. */
export const opioids = {
  morphine: {
    stop: {
      ...opioidStop,
      floorMcgPerDay: proposal(
        200,
        'the lowest dose to begin with, 0.2 mg/day, by the Infumorph monograph (eMPR): where it may be begun it may be ended',
      ),
    },
    firstDose: morphineStart,
    spike: morphineSpike,
  },
  hydromorphone: {
    stop: {
      ...opioidStop,
      floorMcgPerDay: proposal(40, 'a fifth of the floor of morphine, as it is some five times as strong'),
    },
  },
} satisfies Policy['drugs'];

export const tipTolerance = proposal(5, 'a bridge is rounded');

/** The published protocol. */
export const published = {
  step: paper(300, 'reduced by 300 mcg at a time'),
  hoursBetweenSteps: paper(72, 'every 3 days'),
  restart: paper(200, 'reintroduced at 200 mcg/day'),
};

export const highDoseStep = read(
  20,
  'Best practices for intrathecal baclofen therapy, CMSC 2015 abstract CC13: at higher doses more than 20 % a step may be excessive',
);

export const restartAtFirstDose = remembered(
  100,
  'US label, not at hand to confirm: restart at the initial continuous dose',
);

export const usualDose = {
  maxMcgPerDay: read(1000, 'label as carried by minclinic.eu: above 1000 mcg/day experience is limited'),
};
