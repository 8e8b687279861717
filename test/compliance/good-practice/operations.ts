import { at } from '../table/entry.js';
import { Care, continuous, start } from './care.js';
import type { GoodCare } from './quiet.js';

/*
 * At 200 mcg/day of 500 mcg/mL 0.4 mL/day; tubing and catheter hold 0.2 mL each.
 */
const PRIMED =
  '`PRIMING_NOT_RECORDED`: path or part of it drug-free, no priming of that volume; what fills a drug-free path gives nothing';
const REVISED =
  '`DOSE_NOT_REDUCED_AFTER_REVISION`; `ABRUPT_REDUCTION`: none at the tip where the dose before was unverified';
const pump = {
  manufacturer: 'Medtronic',
  model: 'SynchroMed II',
  reservoirCapacityMl: 20,
  tubingVolumeMl: 0.2,
};
const catheter = { model: '8731SC', volumeMl: 0.2 };
const faulty = (care: Care, day: number, finding: string) =>
  care.on(day, 'CatheterStudied', { method: 'x-ray', finding });

export const operations: readonly GoodCare[] = [
  {
    // The catheter keeps its drug, the new pump's tubing is filled before it is put in.
    title: 'a pump replaced at the end of its life, its tubing filled before',
    says: PRIMED,
    history: () => {
      const care = new Care().begun();
      return care
        .on(30, 'PumpReplaced', {
          reason: 'elective replacement',
          pump: { ...pump, filledWith: 'solution' },
          aspiratedVolumeMl: care.leftOn(30),
        })
        .filledAgain(30)
        .dose(30, 200);
    },
    asOf: at(40),
    stops: [],
  },
  {
    // The catheter drawn empty: the priming's 0.4 mL push out CSF.
    title: 'a pump replaced, the catheter aspirated and all of it primed',
    says: PRIMED,
    history: () => {
      const care = new Care().begun();
      return care
        .on(30, 'CatheterAspirated', { success: true, volumeMl: 0.2, csfAppearance: 'clear' })
        .on(30, 'PumpReplaced', { reason: 'elective replacement', pump, aspiratedVolumeMl: care.leftOn(30) })
        .filledAgain(30)
        .dose(30, 200, start('priming', 0.4, 1));
    },
    asOf: at(40),
    stops: [],
  },
  {
    title: 'a pump explanted and another implanted at one operation',
    says: PRIMED,
    history: () => {
      const care = new Care().begun();
      return care
        .on(30, 'PumpExplanted', { reason: 'elective replacement', aspiratedVolumeMl: care.leftOn(30) })
        .on(30, 'PumpImplanted', { ...pump, filledWith: 'solution' })
        .filledAgain(30)
        .dose(30, 200);
    },
    asOf: at(40),
    stops: [],
  },
  {
    title: 'a pump replaced within 90 days of its alarm',
    says: '`END_OF_SERVICE_PASSED`: 90 days after an elective-replacement alarm',
    history: () => {
      const care = new Care()
        .begun()
        .on(10, 'PumpAlarmRaised', { alarm: 'elective-replacement' })
        .refilled(35);
      return care
        .on(60, 'PumpReplaced', {
          reason: 'elective replacement',
          pump: { ...pump, filledWith: 'solution' },
          aspiratedVolumeMl: care.leftOn(60),
        })
        .filledAgain(60)
        .dose(60, 200);
    },
    asOf: at(65),
    stops: [],
  },
  {
    title: 'a leaking catheter replaced, primed, at half the dose',
    says: REVISED,
    history: () =>
      faulty(new Care().begun(), 29, 'leak')
        .on(30, 'CatheterReplaced', { reason: 'leak', catheter })
        .dose(30, 90, start('priming', 0.2, 0.5)),
    asOf: at(35),
    stops: [],
    but: {
      CATHETER_FAULT_FOUND: 'a fault was found',
    },
  },
  {
    title: 'a catheter replaced, filled before, at four fifths of the dose',
    says: PRIMED,
    history: () =>
      new Care()
        .begun()
        .on(30, 'CatheterReplaced', { reason: 'no effect', catheter, filledWith: 'solution' })
        .dose(30, 160),
    asOf: at(35),
    stops: [],
  },
  {
    title: 'a new pump-end segment, filled before',
    says: PRIMED,
    history: () =>
      new Care()
        .begun()
        .on(30, 'CatheterRevised', {
          reason: 'no effect',
          segment: 'pump-end',
          segmentVolumeMl: 0.1,
          filledWith: 'solution',
        })
        .dose(30, 160),
    asOf: at(35),
    stops: [],
  },
  {
    // 0.1 mL of CSF leave.
    title: 'a new tip-end segment, primed',
    says: PRIMED,
    history: () =>
      new Care()
        .begun()
        .on(30, 'CatheterRevised', { reason: 'no effect', segment: 'tip-end', segmentVolumeMl: 0.1 })
        .dose(30, 160, start('priming', 0.1, 0.5)),
    asOf: at(35),
    stops: [],
  },
  {
    title: 'a new connector',
    says: 'A connector moves nothing',
    history: () =>
      new Care()
        .begun()
        .on(30, 'CatheterRevised', { reason: 'no effect', segment: 'connector' })
        .dose(30, 160),
    asOf: at(35),
    stops: [],
  },
  {
    title: 'a study by contrast, aspirated before and primed after it',
    says: '`DOSE_SPIKE`: contrast or port jumps',
    history: () =>
      new Care()
        .begun()
        .on(30, 'CatheterStudied', {
          method: 'contrast-myelography',
          finding: 'patent',
          aspiratedVolumeMl: 0.2,
          contrastVolumeMl: 0.3,
        })
        .dose(30, 200, start('priming', 0.2, 0.5)),
    asOf: at(35),
    stops: [],
  },
  {
    // Primed 12 h after it was put in: nothing was to be delivered before.
    title: 'a pump that is started on the day after its implant',
    says: 'None while nothing was to be delivered, if it is primed before delivery resumes',
    history: () => new Care().placed().runs(0.5, continuous(200, { startsWith: start('priming', 0.4, 3) })),
    asOf: at(5),
    stops: [],
  },
  {
    // 200 to 95: over half, within a day of the new catheter.
    title: 'over half less after a catheter found faulty was replaced',
    says: '`ABRUPT_REDUCTION`: nor at the reservoir within 24 hours after a catheter found faulty was replaced or revised',
    history: () =>
      faulty(new Care().begun(), 29, 'occlusion')
        .on(30, 'CatheterReplaced', { reason: 'occlusion', catheter, filledWith: 'solution' })
        .dose(30, 95),
    asOf: at(35),
    stops: [],
    but: {
      CATHETER_FAULT_FOUND: 'a fault was found',
    },
  },
];
