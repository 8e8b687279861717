import type { Attack } from '../attacks/claims.js';
import { since } from '../attacks/claims.js';
import { at, bridge } from '../table/entry.js';
import { ALARMS, harmed, refilled } from './record.js';

export const mistakes: readonly Attack[] = [
  {
    // Maino 2017 and FDA 2011: beside the reservoir, coma within hours; 2 of 20 mL are found there later.
    title: 'a pocket fill',
    says: 'a single dose by any other route above the largest usual single dose',
    history: () =>
      refilled(
        harmed(
          refilled(since(400), at(0), 20, 33.5).event(at(0, 2), 'BolusGiven', {
            purpose: 'inadvertent',
            route: 'pocket',
            drug: 'baclofen',
            doseMcg: 36_000,
          }),
          at(0, 4),
          'coma',
        ).programmed(at(0, 5), 0),
        at(3),
        20,
        2,
      ).programmed(at(3, 0.5), 100),
    finds: ['DOSE_SPIKE critical once', 'POCKET_FILL_POSSIBLE critical', 'REFILL_DISCREPANCY critical'],
    never: ['RESTART_DOSE_HIGH'],
    stops: [['400>0 abrupt/fail', { circumstance: 'overdose', reservations: ['DELIVERY_CONTRADICTED'] }]],
  },
  {
    // Notices on catheter access: 5 mL of the reservoir's drug into the port, and what the catheter held.
    title: 'a refill through the catheter port',
    says: '`DOSE_SPIKE`: whatever gives it: contrast or port jumps',
    history: () =>
      harmed(
        since(400).event(at(0), 'BolusGiven', {
          purpose: 'inadvertent',
          route: 'catheter-port',
          drug: 'baclofen',
          doseMcg: 10_000,
          volumeMl: 5,
        }),
        at(0, 2),
        'coma',
      )
        .programmed(at(0, 2.5), 0)
        .programmed(at(3), 100),
    asOf: at(10),
    finds: ['DOSE_SPIKE critical certain tip once', 'TIP_OVERDOSE critical', 'TUBE_SET_RISK warning'],
    never: ['RESTART_DOSE_HIGH'],
    stops: [['400>0 abrupt/fail', { circumstance: 'overdose' }]],
  },
  {
    // 0.6 mL/day of 2000 mcg/mL: four times the dose once 0.4 mL have passed, after 16 h.
    title: 'a vial of 2000 in a pump that was told 500',
    says: 'CONCENTRATION_MISMATCH: programmed and real concentration differ',
    history: () =>
      harmed(
        refilled(since(300, 500), at(0), 20, 21).programmed(at(0, 0.2), 300, { concentrationMcgPerMl: 500 }),
        at(1),
        'somnolence',
      ).programmed(at(1, 1), 0),
    finds: [
      'CONCENTRATION_MISMATCH critical certain',
      'DOSE_SPIKE critical certain',
      'TIP_OVERDOSE critical',
    ],
    stops: [
      [
        '300>0 abrupt/fail',
        { circumstance: 'overdose', reservations: ['CONCENTRATION_MISMATCH', 'DOSE_SPIKE'] },
      ],
    ],
  },
  {
    // A compounding error of ten times.
    title: '20,000 mcg/mL in the reservoir, and the programmer told 2,000',
    says: '`CONCENTRATION_UNUSUAL`: critical from five times beyond',
    history: () =>
      refilled(since(400), at(0), 20, 33.5, 20_000).programmed(at(0, 0.2), 400, {
        concentrationMcgPerMl: 2000,
      }),
    asOf: at(5),
    finds: [
      'CONCENTRATION_UNUSUAL critical certain',
      'CONCENTRATION_MISMATCH critical',
      'DOSE_SPIKE critical tip',
    ],
    stops: [],
  },
  {
    // The dossier's example: 75 mcg/day for 64 h, then 300 again. What comes of one missing bridge names it.
    title: 'from 500 to 2000 without a bridge',
    says: '`cause` of a finding is the id of the fact or gap that others share (one missing bridge)',
    history: () => refilled(since(300, 500), at(0), 20, 21).programmed(at(0, 0.2), 300),
    finds: [
      'BRIDGE_NOT_RECORDED critical certain once',
      'TIP_UNDERDOSE warning',
      'ABRUPT_REDUCTION warning tip',
    ],
    never: ['REFILL_DISCREPANCY', 'CONCENTRATION_MISMATCH'],
    stops: [],
    holds: ({ findings }) => {
      const { cause } = findings.find(({ code }) => code === 'BRIDGE_NOT_RECORDED')!;
      for (const code of ['TIP_UNDERDOSE', 'ABRUPT_REDUCTION', 'DOSE_SPIKE'])
        expect(findings.find((one) => one.code === code)!.cause).toBe(cause);
    },
  },
  {
    // The other way: 1200 mcg/day for 16 h.
    title: 'from 2000 to 500 without a bridge',
    says: 'BRIDGE_NOT_RECORDED, DOSE_SPIKE',
    history: () => refilled(since(300), at(0), 20, 35, 500).programmed(at(0, 0.2), 300),
    finds: ['BRIDGE_NOT_RECORDED critical once', 'DOSE_SPIKE critical certain once', 'TIP_OVERDOSE critical'],
    stops: [],
  },
  {
    // 0.4 mL of 500 at 300 mcg/day take 16 h.
    title: 'from 500 to 2000 with a bridge of 16 hours',
    says: 'no alarm on faultless care',
    history: () => refilled(since(300, 500), at(0), 20, 21).programmed(at(0, 0.2), 300, bridge(0.4, 16)),
    never: ALARMS,
    stops: [],
  },
  {
    // 25,000 mcg/mL at the flow of 0.2 mL/day, found after a day: morphine never reached the tip.
    title: 'another patient’s morphine',
    says: '`DRUG_MISMATCH`; a tip verdict where `BRIDGE_NOT_RECORDED` holds is undetermined',
    history: () =>
      harmed(
        since(400).event(at(0), 'ReservoirRefilled', {
          drug: 'morphine',
          concentrationMcgPerMl: 25_000,
          filledVolumeMl: 20,
          aspiratedVolumeMl: 33.5,
        }),
        at(1),
        'apnoea',
      )
        .programmed(at(1, 1), 0)
        .event(at(1, 2), 'ReservoirEmptied', { aspiratedVolumeMl: 19.8, reason: 'wrong drug' }),
    asOf: at(5),
    finds: [
      'DRUG_MISMATCH warning certain',
      'CONCENTRATION_MISMATCH critical',
      'BRIDGE_NOT_RECORDED critical once',
    ],
    stops: [
      ['400>0 abrupt/fail', { cause: 'drug-switch', tip: 'undetermined', reservations: ['DRUG_MISMATCH'] }],
    ],
  },
  {
    // Contrast pushed without aspiration: the catheter's 400 mcg at once, then a day of nothing.
    title: 'contrast pushed through a full catheter',
    says: 'DOSE_SPIKE and PRIMING_NOT_RECORDED after contrast',
    history: () =>
      since(400).event(at(0), 'CatheterStudied', {
        method: 'contrast-myelography',
        finding: 'patent',
        contrastVolumeMl: 3,
      }),
    asOf: at(3),
    finds: ['DOSE_SPIKE critical tip', 'PRIMING_NOT_RECORDED warning', 'TIP_UNDERDOSE warning'],
    stops: [['400>0 abrupt/fail', { site: 'tip', cause: 'catheter', reservations: ['DOSE_SPIKE'] }]],
  },
];
