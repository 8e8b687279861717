import { History } from '../../support/history.js';
import { at, bridge } from '../table/entry.js';
import type { Attack } from './claims.js';
import { doses, since } from './claims.js';

/*
 * The path's 0.4 mL of 2000 hold 800 mcg. At 200 mcg/day an hour gives 8.33 mcg.
 */
const FAST =
  'more of a drug that was in the path than 1.5 times what its last daily dose above zero gives in that time';
const RESTART =
  'above the policy’s restart dose is the highest daily dose within 24 hours after delivery resumes';
const RESTART_TIP = 'or, by more than 5 %, what the tip gives in the 24 hours after the drug is there again';
const DRUG_FREE =
  'before a drug-free fill only where the old drug leaves faster than 1.5 times its dose before';
const toMorphine = (history: History, hours: number) =>
  history.switched(at(0), ['baclofen', 2000], ['morphine', 2000]).programmed(at(0), 200, bridge(0.4, hours));
const drugFree = (dailyDoseMcg: number) =>
  since(200)
    .event(at(0), 'DrugSwitched', {
      reason: 'infection',
      from: { drug: 'baclofen', concentrationMcgPerMl: 2000 },
      to: { drug: 'drug-free' },
      filledVolumeMl: 40,
    })
    .programmed(at(0), dailyDoseMcg);

export const bridges: readonly Attack[] = [
  {
    // 800 + 8.33 in 65 h; 1.5 x 8.33 x 65 = 812.5.
    title: 'a bridge of 64 hours at 200 mcg/day',
    says: FAST,
    history: () => toMorphine(since(200), 64),
    never: ['BRIDGE_TOO_FAST', 'BRIDGE_NOT_RECORDED'],
  },
  {
    // 1.5 x 8.33 x 64 = 800.
    title: 'a bridge of 63 hours at 200 mcg/day',
    says: FAST,
    history: () => toMorphine(since(200), 63),
    finds: ['BRIDGE_TOO_FAST critical certain tip once'],
    never: ['BRIDGE_NOT_RECORDED'],
  },
  {
    title: 'a bridge within an hour',
    says: FAST,
    history: () => toMorphine(since(200), 1),
    finds: ['BRIDGE_TOO_FAST critical once', 'DOSE_SPIKE critical'],
  },
  {
    // Stopped five days ago at 200: 800 in 65 h, the hour before gave none.
    title: 'a bridge of 64 hours some days after a stop',
    says: FAST,
    history: () => toMorphine(doses(200, [-5, 0]), 64),
    never: ['BRIDGE_TOO_FAST'],
  },
  {
    // Ten days ago at 800: the restart dose, 200, is the measure; 30 h would be within 1.5 times 800.
    title: 'a bridge of 30 hours long after a stop at 800 mcg/day',
    says: 'or, where that is over 7 days ago, than the policy’s restart dose',
    history: () => toMorphine(doses(800, [-10, 0]), 30),
    finds: ['BRIDGE_TOO_FAST critical once'],
  },
  {
    title: 'a bridge of 30 hours soon after a stop at 800 mcg/day',
    says: 'than 1.5 times what its last daily dose above zero before the switch gives in that time',
    history: () => toMorphine(doses(800, [-5, 0]), 30),
    never: ['BRIDGE_TOO_FAST'],
  },
  {
    title: 'a new catheter that is primed within half an hour',
    says: 'what fills a drug-free path gives nothing',
    history: () =>
      since(200)
        .event(at(0), 'CatheterReplaced', { reason: 'leak', catheter: { model: '8731SC', volumeMl: 0.2 } })
        .programmed(at(0), 150, bridge(0.2, 0.5, 'priming')),
    never: ['BRIDGE_TOO_FAST', 'PRIMING_NOT_RECORDED', 'DOSE_SPIKE'],
  },
  {
    // 300/200 is exactly 1.5.
    title: 'a drug-free fill behind the old drug, at 1.5 times its dose',
    says: DRUG_FREE,
    history: () => drugFree(300),
    never: ['BRIDGE_NOT_RECORDED'],
  },
  {
    title: 'a drug-free fill behind the old drug, a little faster',
    says: DRUG_FREE,
    history: () => drugFree(301),
    finds: ['BRIDGE_NOT_RECORDED critical once'],
  },
  {
    title: 'restarted at the restart dose',
    says: RESTART,
    history: () => doses(200, [0, 0], [2, 200]),
    never: ['RESTART_DOSE_HIGH'],
  },
  {
    title: 'restarted at the restart dose, and raised within a day',
    says: RESTART,
    history: () => doses(200, [0, 0], [2, 200], [at(2, 23), 230]),
    finds: ['RESTART_DOSE_HIGH warning once'],
  },
  {
    title: 'restarted at the restart dose, and raised after a day',
    says: RESTART,
    history: () => doses(200, [0, 0], [2, 200], [at(2, 25), 230]),
    never: ['RESTART_DOSE_HIGH'],
  },
  {
    // 10 mcg at once and 200 x 23.5/24 = 195.8: 205.8 of 210.
    title: 'restarted with a `single` of 10 mcg',
    says: RESTART_TIP,
    history: () => doses(200, [0, 0]).programmed(at(2), 200, bridge(0.005, 0.5, 'single')),
    never: ['RESTART_DOSE_HIGH'],
  },
  {
    // 200 + 195.8.
    title: 'restarted with a `single` of 200 mcg',
    says: RESTART_TIP,
    history: () => doses(200, [0, 0]).programmed(at(2), 200, bridge(0.1, 0.5, 'single')),
    finds: ['RESTART_DOSE_HIGH warning once'],
  },
  {
    // Programmed for 2000, filled with 4000: 400 a day.
    title: 'restarted at 200 mcg/day of twice the strength',
    says: RESTART,
    history: () =>
      doses(200, [0, 0]).filled(at(2), 4000).programmed(at(2), 200, { concentrationMcgPerMl: 2000 }),
    finds: ['RESTART_DOSE_HIGH warning', 'CONCENTRATION_MISMATCH critical'],
  },
];
