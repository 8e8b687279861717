import type { History } from '../../support/history.js';
import { type Entry, at, running, taper } from './entry.js';

/*
 * Declared: a plan for the drug within the 90 days before zero and after the cessation before. Each of these stops is
 * 200 to 0 in one step: all of the baseline, and no more than 300: abrupt/fail.
 */
const STOPPED = 'baclofen reservoir programmed 200>0 abrupt/fail tip abrupt';
const planned = (history: History, when: string, drug = 'baclofen') =>
  history.event(when, 'HolidayPlanned', { drug, reason: 'tolerance' });

export const holidays: readonly Entry[] = [
  {
    title: 'planned the day before',
    history: () => planned(running(200), at(-1)).programmed(at(0), 0),
    cessations: [STOPPED],
    findings: ['PUMP_LEFT_STOPPED'],
    telling: [{ declared: true }],
  },
  {
    title: 'planned 89 days before',
    history: () => planned(running(200), at(0)).programmed(at(89), 0),
    asOf: at(100),
    cessations: [STOPPED],
    findings: ['PUMP_LEFT_STOPPED'],
    telling: [{ declared: true }],
  },
  {
    title: 'planned 91 days before',
    history: () => planned(running(200), at(0)).programmed(at(91), 0),
    asOf: at(100),
    cessations: [STOPPED],
    findings: ['PUMP_LEFT_STOPPED'],
    telling: [{ declared: false }],
  },
  {
    title: 'planned a day after zero',
    history: () => planned(running(200).programmed(at(0), 0), at(1)),
    cessations: [STOPPED],
    findings: ['PUMP_LEFT_STOPPED'],
    telling: [{ declared: false }],
  },
  {
    title: 'planned for another drug',
    history: () => planned(running(200), at(-1), 'morphine').programmed(at(0), 0),
    cessations: [STOPPED],
    findings: ['PUMP_LEFT_STOPPED'],
    telling: [{ declared: false }],
  },
  {
    // A plan is one holiday's: the second stop, within 90 days of it, has none.
    title: 'planned before the cessation before',
    history: () =>
      planned(running(200), at(-1)).programmed(at(0), 0).programmed(at(1), 200).programmed(at(10), 0),
    cessations: [STOPPED, STOPPED],
    findings: ['PUMP_LEFT_STOPPED'],
    telling: [
      { declared: true, resumed: at(1) },
      { declared: false, resumed: null },
    ],
  },
  {
    title: 'planned anew for the second',
    history: () =>
      planned(planned(running(200), at(-1)).programmed(at(0), 0).programmed(at(1), 200), at(9)).programmed(
        at(10),
        0,
      ),
    cessations: [STOPPED, STOPPED],
    findings: ['PUMP_LEFT_STOPPED'],
    telling: [{ declared: true }, { declared: true }],
  },
  {
    // Falls of exactly half, 72 h apart.
    title: 'a plan, and a taper that keeps to the protocol',
    history: () => planned(taper(600, [0, 300], [3, 0]), at(-1)),
    cessations: ['baclofen reservoir programmed 600>300>0 tapered/pass tip tapered'],
    findings: ['PUMP_LEFT_STOPPED'],
    telling: [{ declared: true }],
  },
  {
    // Stopped for two weeks, back at 200: not above the restart dose. The rotor stood for over 48 h.
    title: 'back at 200 mcg/day after two weeks',
    history: () => taper(600, [-3, 300], [0, 0], [14, 200]),
    cessations: ['baclofen reservoir programmed 600>300>0 tapered/pass tip tapered'],
    findings: ['TUBE_SET_RISK'],
    telling: [{ resumed: at(14) }],
  },
  {
    title: 'back at 201 mcg/day after two weeks',
    history: () => taper(600, [-3, 300], [0, 0], [14, 201]),
    cessations: ['baclofen reservoir programmed 600>300>0 tapered/pass tip tapered'],
    findings: ['RESTART_DOSE_HIGH', 'TUBE_SET_RISK'],
    telling: [{ resumed: at(14) }],
  },
  {
    // Exactly 48 h are not over 48.
    title: 'stopped for 48 h',
    history: () => taper(600, [-3, 300], [0, 0], [2, 200]),
    cessations: ['baclofen reservoir programmed 600>300>0 tapered/pass tip tapered'],
    findings: [],
  },
  {
    title: 'stopped for 48 h and a minute',
    history: () => taper(600, [-3, 300], [0, 0], [at(2, 1 / 60), 200]),
    cessations: ['baclofen reservoir programmed 600>300>0 tapered/pass tip tapered'],
    findings: ['TUBE_SET_RISK'],
  },
  {
    // Less than 6 h without is no cessation, and so nothing restarts.
    title: 'stopped for 5 h at 600 mcg/day',
    history: () => taper(600, [0, 0], [at(0, 5), 600]),
    cessations: [],
    findings: [],
  },
];
