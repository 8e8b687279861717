import { History } from '../../support/history.js';
import { type Entry, at, bridge, priming, running, taper } from './entry.js';

/*
 * The path is 0.4 mL: 0.2 of tubing and 0.2 of catheter. 300 mcg/day are 0.15 mL/day of 2000 mcg/mL and 0.6 mL/day of
 * 500. What is measured at the tip: TIP_OVERDOSE over 1.5 times, TIP_UNDERDOSE under half of what the programmer shows
 * over some 6 h without a startsWith; ABRUPT_REDUCTION over half of the daily dose for 6 h.
 */
const at500 = (dose: number): History =>
  new History()
    .registered()
    .implanted('2021-01-01T00:00:00Z')
    .filled('2021-01-01T00:00:00Z', 500)
    .programmed('2021-01-01T00:00:00Z', dose, priming(0.4));
const weaker = (more: object = {}) => running(300).filled(at(0), 500).programmed(at(0), 300, more);
const toMorphine = (history: History, dose: number, more: object = {}) =>
  history.switched(at(0), ['baclofen', 2000], ['morphine', 2000]).programmed(at(0), dose, more);
const study = (data: object) => ({ method: 'contrast-myelography', finding: 'patent', ...data });

export const paths: readonly Entry[] = [
  {
    // 0.4 mL in 64 h: 300 mcg/day of the old strength to the last of it, then 300 of the new.
    title: '2000 to 500 mcg/mL with the right bridge',
    history: () => weaker(bridge(0.4, 64)),
    cessations: [],
    findings: [],
  },
  {
    // 0.4 mL of 2000 at 0.6 mL/day: 1200 mcg/day for 16 h, four times what is shown; then back to 300, which ends a spike.
    title: '2000 to 500 mcg/mL without a bridge',
    history: () => weaker(),
    cessations: [],
    findings: ['BRIDGE_NOT_RECORDED', 'DOSE_SPIKE', 'TIP_OVERDOSE'],
  },
  {
    // 0.1 mL are left: 1200 mcg/day for 4 h, no daily dose of 6 h; in 6 h 200 + 25 mcg where 75 are shown; in 4 h 200
    // where it was 50: over three times.
    title: '2000 to 500 mcg/mL with a bridge of three quarters',
    history: () => weaker(bridge(0.3, 48)),
    cessations: [],
    findings: ['BRIDGE_NOT_RECORDED', 'DOSE_SPIKE', 'TIP_OVERDOSE'],
  },
  {
    // A millionth of a mL is more than rounding, and nothing to the tip.
    title: '2000 to 500 mcg/mL with a bridge that is short by a millionth',
    history: () => weaker(bridge(0.399999, 64)),
    cessations: [],
    findings: ['BRIDGE_NOT_RECORDED'],
  },
  {
    title: 'the right volume as a single bolus is no bridge',
    history: () => weaker(bridge(0.4, 64, 'single')),
    cessations: [],
    findings: ['BRIDGE_NOT_RECORDED'],
  },
  {
    // 0.15 mL/day of 500: 75 mcg/day, a quarter of what is shown, for 64 h. In the day from 4 h after that 300, more than
    // twice the most in 24 of the 72 h before: 20 of 75 and 4 of 300 a day, 112.5.
    title: '500 to 2000 mcg/mL without a bridge',
    history: () => at500(300).filled(at(0)).programmed(at(0), 300),
    cessations: [],
    findings: ['ABRUPT_REDUCTION', 'BRIDGE_NOT_RECORDED', 'DOSE_SPIKE', 'TIP_UNDERDOSE'],
  },
  {
    // The flow stays 0.15 mL/day: 75 mcg/day leave the reservoir at once, and the tip after 64 h.
    title: '2000 to 500 mcg/mL, and nobody told the pump',
    history: () => running(300).filled(at(0), 500),
    cessations: [],
    findings: ['ABRUPT_REDUCTION', 'BRIDGE_NOT_RECORDED', 'CONCENTRATION_MISMATCH', 'TIP_UNDERDOSE'],
  },
  {
    title: '2000 to 2100 mcg/mL, and nobody told the pump: exactly 5 %',
    history: () => running(300).filled(at(0), 2100),
    cessations: [],
    findings: [],
  },
  {
    // 300 become 315.2 mcg/day.
    title: '2000 to 2101 mcg/mL, and nobody told the pump',
    history: () => running(300).filled(at(0), 2101),
    cessations: [],
    findings: ['BRIDGE_NOT_RECORDED', 'CONCENTRATION_MISMATCH'],
  },
  {
    // 40 mL of 2200 where 2000 were: 330 mcg/day for an hour; the bridge of 0.44 mL/day gives what it held.
    title: 'the pump told within 60 minutes',
    history: () => running(300).filled(at(0), 2200).programmed(at(0, 1), 300, bridge(0.4, 64)),
    cessations: [],
    findings: [],
  },
  {
    title: 'the pump told after 61 minutes',
    history: () =>
      running(300)
        .filled(at(0), 2200)
        .programmed(at(0, 61 / 60), 300, bridge(0.4, 64)),
    cessations: [],
    findings: ['CONCENTRATION_MISMATCH'],
  },
  {
    // The bridge of the tubing is enough by the rule. It pushes CSF out of the catheter in 5 h, and leaves the catheter
    // full of 2000: 1200 mcg/day for 8 h.
    title: 'the whole catheter aspirated, and a bridge of the tubing',
    history: () =>
      running(300)
        .filled(at(0), 500)
        .event(at(0), 'CatheterAspirated', { success: true, volumeMl: 0.2 })
        .programmed(at(0), 300, bridge(0.2, 5)),
    cessations: [],
    findings: ['DOSE_SPIKE', 'TIP_OVERDOSE'],
  },
  {
    // Nothing was drawn: the path holds what it held, 0.2 mL of it are bridged at 300 mcg/day; the other 0.2 mL give 1200
    // mcg/day for 8 h. Nobody could draw through the catheter.
    title: 'an aspiration that failed, and a bridge of the tubing',
    history: () =>
      running(300)
        .filled(at(0), 500)
        .event(at(0), 'CatheterAspirated', { success: false })
        .programmed(at(0), 300, bridge(0.2, 32)),
    cessations: [],
    findings: ['BRIDGE_NOT_RECORDED', 'CATHETER_OCCLUSION_POSSIBLE', 'DOSE_SPIKE', 'TIP_OVERDOSE'],
  },
  {
    // 300 in one step at the reservoir. At the tip 300 mcg/day more for 64 h, then none: all of it too.
    title: 'a switch at 300 mcg/day with the right bridge',
    history: () => toMorphine(running(300), 300, bridge(0.4, 64)),
    cessations: ['baclofen reservoir drug-switch 300>0 abrupt/fail tip abrupt'],
    findings: [],
    telling: [{ zero: at(0), tipZero: at(2, 16), residualMcg: 800 }],
  },
  {
    // The bridge runs at 800 mcg/day; a spike of a day and then zero, which counts from 200. At the reservoir it is left out.
    title: 'a taper, and a bridge that gives the old drug faster',
    history: () => toMorphine(taper(400, [-3, 200]), 200, bridge(0.4, 24)),
    cessations: ['baclofen reservoir drug-switch 400>200>0 tapered/pass tip tapered'],
    findings: ['BRIDGE_TOO_FAST', 'DOSE_SPIKE'],
    telling: [{ zero: at(0), tipZero: at(1) }],
  },
  {
    // Cleared in 5 h 59 min: no longer than a priming, and no overlap of 6 h. The tip falls 400, 200, 0; but 800 mcg in
    // 6 h are 16 times the 50 of the last dose.
    title: 'a taper, and a bridge of a minute less than 6 h',
    history: () => toMorphine(taper(400, [-3, 200]), 200, bridge(0.4, 6 - 1 / 60)),
    cessations: ['baclofen reservoir drug-switch 400>200>0 tapered/pass tip tapered'],
    findings: ['BRIDGE_TOO_FAST', 'DOSE_SPIKE'],
    telling: [{ tipZero: at(0, 6 - 1 / 60) }],
  },
  {
    // 0.4 mL at 0.5 mL/day: 19.2 h without.
    title: 'a new therapy without a priming',
    history: () => new History().registered().implanted(at(0)).filled(at(0)).programmed(at(0), 1000),
    cessations: [],
    findings: ['PRIMING_NOT_RECORDED', 'TIP_UNDERDOSE'],
  },
  {
    // 0.1 mL at 0.5 mL/day: 4.8 h without, in 6 h a fifth of what is shown.
    title: 'a new therapy with a priming of three quarters',
    history: () =>
      new History().registered().implanted(at(0)).filled(at(0)).programmed(at(0), 1000, priming(0.3)),
    cessations: [],
    findings: ['TIP_UNDERDOSE'],
  },
  {
    // 0.2 mL of CSF where drug was: at 0.1 mL/day 48 h without; nothing was pushed out but CSF.
    title: 'a contrast study after the catheter was emptied',
    history: () =>
      running(200).event(at(0), 'CatheterStudied', study({ aspiratedVolumeMl: 0.2, contrastVolumeMl: 2 })),
    cessations: ['baclofen tip catheter 200>0 abrupt/fail'],
    findings: ['PRIMING_NOT_RECORDED', 'TIP_UNDERDOSE'],
    telling: [{ zero: at(0), resumed: at(2) }],
  },
  {
    // 0.2 mL of 2000: 400 mcg leave the tip at once, where 50 are shown for 6 h.
    title: 'a contrast study that pushes out what the catheter held',
    history: () =>
      running(200).event(at(0), 'CatheterStudied', study({ aspiratedVolumeMl: 0, contrastVolumeMl: 2 })),
    cessations: ['baclofen tip catheter 200>0 abrupt/fail'],
    findings: ['DOSE_SPIKE', 'PRIMING_NOT_RECORDED', 'TIP_OVERDOSE', 'TIP_UNDERDOSE'],
  },
  {
    title: 'a contrast study after the catheter was emptied, and the catheter primed',
    history: () =>
      running(200)
        .event(at(0), 'CatheterStudied', study({ aspiratedVolumeMl: 0.2, contrastVolumeMl: 2 }))
        .programmed(at(0), 200, priming(0.2)),
    cessations: [],
    findings: [],
  },
  {
    // At 200 mcg/day 0.4 mL take 4 days: 3 after the study nobody knows what the tip gets.
    title: 'a stop three days after a study of unknown volumes',
    history: () => running(200).event(at(-3), 'CatheterStudied', study({})).programmed(at(0), 0),
    cessations: ['baclofen reservoir programmed 200>0 abrupt/fail tip undetermined'],
    findings: ['PUMP_LEFT_STOPPED'],
    telling: [{ tipReasons: ['MOVED_VOLUME_NOT_RECORDED'] }],
  },
  {
    title: 'a stop five days after it',
    history: () => running(200).event(at(-5), 'CatheterStudied', study({})).programmed(at(0), 0),
    cessations: ['baclofen reservoir programmed 200>0 abrupt/fail tip abrupt'],
    findings: ['PUMP_LEFT_STOPPED'],
  },
  {
    title: 'a rupture found after a taper',
    history: () =>
      taper(600, [0, 300], [3, 0]).event(at(5), 'CatheterStudied', { method: 'x-ray', finding: 'rupture' }),
    cessations: ['baclofen reservoir programmed 600>300>0 tapered/pass tip undetermined'],
    findings: ['CATHETER_FAULT_FOUND', 'PUMP_LEFT_STOPPED'],
    telling: [{ tipReasons: ['CATHETER_UNVERIFIED'] }],
  },
  {
    // The study between them shows the catheter patent at the taper.
    title: 'a rupture found after a taper and a patent study',
    history: () =>
      taper(600, [0, 300], [3, 0])
        .event(at(4), 'CatheterStudied', { method: 'x-ray', finding: 'patent' })
        .event(at(5), 'CatheterStudied', { method: 'x-ray', finding: 'rupture' }),
    cessations: ['baclofen reservoir programmed 600>300>0 tapered/pass tip tapered'],
    findings: ['CATHETER_FAULT_FOUND', 'PUMP_LEFT_STOPPED'],
  },
];
