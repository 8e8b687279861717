/** What each figure of a policy is. For `*` stands a drug, or a group of aetiologies. */
export const MEANINGS = {
  'abruptReduction.windowHours': 'the time within which a loss counts as abrupt, for `ABRUPT_REDUCTION`',
  'abruptReduction.maxDropPct': 'the largest loss of the daily dose within it, in percent',
  'abruptReduction.toleranceHours':
    'by how much the window may be passed: a visit at the same hour on the next day is within a day',
  'belowSchedule.windowHours': 'the window in which the tip is compared with what its daily dose promises',
  'belowSchedule.leastPct': 'less than this part of it is `DELIVERY_BELOW_SCHEDULE`, in percent',
  'belowSchedule.leastPctOfWeekdays': 'the same where a flex program has weekdays',
  'bridgeSpeed.maxRatio':
    'a bridge or priming that gives more than so many times the dose before is `BRIDGE_TOO_FAST`',
  'bridgeSpeed.lookBackDays': 'a dose that ended longer before is no measure: the one to begin again with is',
  'circumstance.catheterHours':
    'a catheter found faulty, or changed, so long before the first fall is told with the cessation',
  'circumstance.eventHours': 'the same for a dose spike or a serious adverse event',
  clockOffsetMinutes: 'how far the pump’s clock may be off, in minutes',
  concentrationTolerancePct:
    'how far the strength in the reservoir may be from what the programmer was told, in percent',
  concentrationMismatchMinutes: 'how long the pump may run on another strength, in minutes',
  'contradicted.leastHours':
    'a shorter time that a volume or the pump contradicts is no `DELIVERY_CONTRADICTED`',
  'contradicted.criticalLowPct':
    'critical where less than this part of what was computed can have been given, in percent',
  'contradicted.criticalHighRatio':
    'critical where more than so many times what was computed can have been given',
  'drugs.*.firstDose.maxDoseMcgPerDay':
    'the largest dose at the first delivery of the therapy; with the next figure, where no screening bolus that helped is on record',
  'drugs.*.firstDose.maxTimesScreeningBolus': 'the same, as times the largest screening bolus that helped',
  'drugs.*.firstDose.criticalMcgPerDay': 'a larger first dose is critical',
  'drugs.*.increases.*.aetiologies': 'the group of aetiologies to which these rises apply',
  'drugs.*.increases.*.maxPct': 'the largest rise of a running dose, in percent of the dose before',
  'drugs.*.increases.*.minHoursBetween': 'the least time between two rises',
  'drugs.*.restart.maxDoseMcgPerDay': 'the largest dose when the drug begins again after a cessation',
  'drugs.*.restart.maxPctOfFirstDose': 'the same, in percent of the first dose of the therapy',
  'drugs.*.restart.maxIncreasePct': 'the largest rise on the way back, in percent of the dose before it',
  'drugs.*.restart.minHoursBetweenIncreases': 'the least time between two rises on the way back',
  'drugs.*.restart.tipTolerancePct': 'by so much more may the tip give in the first day, in percent',
  'drugs.*.spike.day.windowHours': 'the window in which a spike of a day is looked for',
  'drugs.*.spike.day.ratio': 'more than so many times the most of any such window before is a `DOSE_SPIKE`',
  'drugs.*.spike.day.leastMcg': 'and at least so much more',
  'drugs.*.spike.hours.windowHours': 'the same for a spike of hours',
  'drugs.*.spike.hours.ratio': 'its times the most before',
  'drugs.*.spike.hours.leastMcg': 'and at least so much more',
  'drugs.*.spike.slow.windowHours': 'the same for doses that grow from day to day',
  'drugs.*.spike.slow.ratio': 'its times the most of the days that ended before',
  'drugs.*.spike.slow.leastMcg': 'and at least so much more',
  'drugs.*.spike.maxSingleDoseMcg': 'the largest single dose by another route than the pump',
  'drugs.*.stop.abrupt.toleranceHours': 'by how much the window may be passed',
  'drugs.*.stop.abrupt.windowHours': 'the time within which falls add up, for the verdict',
  'drugs.*.stop.abrupt.maxDropPctOfBaseline':
    'the largest loss within it, in percent of the baseline; more is abrupt',
  'drugs.*.stop.abrupt.maxDropPctOfDose': 'the same, in percent of the dose at the start of the window',
  'drugs.*.stop.abrupt.maxLastFallMcgPerDay':
    'the largest loss in the last window before zero; more is abrupt',
  'drugs.*.stop.floorMcgPerDay':
    'from this dose down a fall may be of any part of it: a pump cannot be set much lower',
  'drugs.*.stop.taper.maxStepMcgPerDay': 'the largest step',
  'drugs.*.stop.taper.maxStepPctOfPrevious': 'the largest step, in percent of the dose before it',
  'drugs.*.stop.taper.maxStepPctOfBaseline': 'the largest step, in percent of the baseline',
  'drugs.*.stop.taper.minHoursBetweenSteps': 'the least time between two steps',
  'drugs.*.stop.taper.minTotalDays': 'the least time from the first step to zero',
  'drugs.*.stop.taper.toleranceHours': 'by how much these times may be missed',
  'drugs.*.usualDose.maxMcgPerDay': 'the dose above which there is little experience',
  'emptyShown.emptyAlarmDaysBefore':
    'an alarm of an empty reservoir so long before, or later, shows that a reservoir computed dry was dry',
  'emptyShown.lowAlarmDays':
    'the same for an alarm of a low reservoir so near to when it was computed, or later',
  electiveReplacementDays: 'from the alarm for elective replacement to the end of service',
  holidayPlannedWithinDays: 'how long a `HolidayPlanned` counts as the plan of a cessation',
  lateEntryHours: 'how long after it happened something may be recorded without being late',
  maxDaysWithoutFall: 'a longer time without a fall ends the taper, looking back from zero',
  minHoursToCount: 'a zero, or a rise, that lasts less is left out: the interruption that is allowed',
  mriStallHours: 'a stall that an MRI of that day explains is over by then',
  patentStudyDays: 'a study that found the catheter patent counts for so long',
  regainPct:
    'a course of falls ends where the dose stands so far back up, in percent of the way from its lowest to its first level',
  mriInterrogationHours: 'within this time after an MRI the pump must be read',
  'refill.accuracyPct':
    'how far the pumped volume may be from the computed one, in percent of what was pumped',
  'refill.criticalPct': 'critical where more of what was due stayed or went missing, in percent',
  'refill.emptyMl': 'up to this volume nobody can tell the reservoir from an empty one',
  'refill.maxDiscrepancyMl': 'how far the volume found may be from the one expected',
  'refill.riskVolumeMl': 'below this volume withdrawal has been seen before the alarm',
  'refill.symptomHours': 'within this time after a fill, what went beside the reservoir is felt',
  'refill.trendFills': 'so many fills make a trend',
  'replacement.withinHours':
    'within this time after the zero of a planned holiday its replacement drug must come',
  reprogramWithinHours: 'within this time a programming belongs to a fill, a switch or a reset',
  revisionHours: 'by this time after a catheter was replaced the dose must be below the one before',
  'spike.lookBackHours': 'so long before a spike is looked back for the most that was given',
  'spike.slowLookBackDays': 'for doses that grow, the days that ended so long before',
  'spike.temporaryCatheterHours': 'a dose that a temporary catheter gives over so long is no single dose',
  strengthCriticalTimes: 'a strength so many times beyond the known range is critical',
  'tip.windowHours': 'the window in which the tip is compared with what the programmer showed',
  'tip.overdoseRatio': 'more than so many times what the programmer showed is `TIP_OVERDOSE`',
  'tip.underdoseRatio': 'less than so many times it is `TIP_UNDERDOSE`',
  'tip.overlapHours': 'so long an old drug may leave the tip after another took its place in the reservoir',
  'toleranceWorkup.items': 'what must be examined before tolerance is diagnosed',
  'toleranceWorkup.windowDays':
    'within this time before the diagnosis; without it, since the last change of hardware',
  'toleranceWorkup.leastBolusMcg': 'a smaller lumbar bolus that does not help shows nothing',
  'unknownDelivery.withoutRecordHours':
    'a pump in place so long without a fill or program on record is `DELIVERY_UNKNOWN`',
  'unknownDelivery.gapRatio':
    'so is a time without any pump event of so many times the median between days with some',
  'unknownDelivery.gapDays': 'and of at least so long',
  visitMinutes: 'a fill and its programming so close together are one visit',
  tubeSetHours: 'a rotor that stood longer may have deformed its tube',
};
