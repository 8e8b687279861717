import type { EventTypeName } from '../../../src/therapy/events/index.js';
import { History } from '../../support/history.js';
import { at } from '../table/entry.js';

export const start = (kind: string, volumeMl: number, hours: number) => ({
  kind,
  volumeMl,
  durationMinutes: hours * 60,
});

/** A program as the pump takes it, and what it moves on a day in the mean. */
interface Running {
  readonly dailyDoseMcg: number;
  readonly program: object;
}

export const continuous = (dailyDoseMcg: number, more: object = {}): Running => ({
  dailyDoseMcg,
  program: { mode: 'simple-continuous', dailyDoseMcg, ...more },
});

/** A therapy as it should be, told in days after 1 February 2021; it counts what the pump moves, for the volumes found. */
export class Care extends History {
  private leftMl = 0;
  private flowMlPerDay = 0;
  private countedTo = 0;
  private fluid: Record<string, unknown> = {};
  private fillMl = 20;

  /** Registered, and tested: 100 mcg helped, so that 200 mcg/day is twice it. */
  constructor(aetiology = 'spinal-cord-injury') {
    super();
    this.event('2020', 'TherapyRegistered', { patientPseudonym: 'p', indication: 'spasticity', aetiology });
    this.tested(-20, 50, 'unsatisfactory').tested(-18, 100, 'satisfactory');
  }

  on(day: number, type: EventTypeName, data: object = {}): this {
    return this.event(at(day), type, data);
  }

  tested(day: number, doseMcg: number, response: string, more: object = {}): this {
    const data = {
      purpose: 'screening',
      route: 'lumbar-puncture',
      drug: 'baclofen',
      doseMcg,
      response,
      ...more,
    };
    return this.on(day, 'BolusTestPerformed', data);
  }

  /** Implanted, with 0.2 mL of tubing and 0.2 mL of catheter, and filled. */
  placed(
    concentrationMcgPerMl = 500,
    fillMl = 20,
    pump: object = {},
    filledWith?: string,
    more: object = {},
  ): this {
    const path = filledWith ? { filledWith } : {};
    this.on(0, 'PumpImplanted', {
      manufacturer: 'Medtronic',
      model: 'SynchroMed II',
      reservoirCapacityMl: 20,
      tubingVolumeMl: 0.2,
      ...path,
      ...pump,
    }).on(0, 'CatheterImplanted', { model: '8731SC', volumeMl: 0.2, ...path });
    this.fluid = { drug: 'baclofen', concentrationMcgPerMl, ...more };
    this.fillMl = fillMl;
    return this.filledAgain(0);
  }

  /** Placed, primed within 3 hours, and running. */
  begun(dailyDoseMcg = 200, concentrationMcgPerMl = 500, fillMl = 20, pump: object = {}): this {
    return this.placed(concentrationMcgPerMl, fillMl, pump).runs(
      0,
      continuous(dailyDoseMcg, { startsWith: start('priming', 0.4, 3) }),
    );
  }

  dose(day: number, dailyDoseMcg: number, startsWith?: ReturnType<typeof start>): this {
    return this.runs(day, continuous(dailyDoseMcg, startsWith && { startsWith }));
  }

  runs(day: number, { dailyDoseMcg, program }: Running): this {
    this.count(day);
    const { startsWith } = program as { startsWith?: ReturnType<typeof start> };
    if (startsWith) {
      this.leftMl -= startsWith.volumeMl;
      this.countedTo = day + startsWith.durationMinutes / 1440;
    }
    this.flowMlPerDay = dailyDoseMcg / Number(this.fluid.concentrationMcgPerMl);
    return this.on(day, 'PumpReprogrammed', { program });
  }

  /** What flows by itself, of a pump without a rate control. */
  flows(day: number, flowMlPerDay: number): this {
    this.count(day);
    this.flowMlPerDay = flowMlPerDay;
    return this.on(day, 'PumpReprogrammed', { program: { mode: 'constant-flow', flowMlPerDay } });
  }

  /** Boluses that the patient was given, as they were read. */
  asked(day: number, from: number, count: number, doseMcg: number): this {
    this.leftMl -= (count * doseMcg) / Number(this.fluid.concentrationMcgPerMl);
    const patientBoluses = { since: at(from), count, doseMcg, durationMinutes: 10 };
    return this.on(day, 'PumpInterrogated', { shows: { patientBoluses } });
  }

  /** What is due is found, but for so much, and the same is filled again. */
  refilled(day: number, offMl = 0, fluid: object = {}): this {
    this.count(day);
    const aspiratedVolumeMl = Number((this.leftMl + offMl).toFixed(3));
    this.fluid = { ...this.fluid, ...fluid };
    return this.filledAgain(day, { aspiratedVolumeMl });
  }

  /** Another drug in place of what was there, which is drawn out and rinsed. */
  exchanged(day: number, fluid: { readonly drug: string; readonly concentrationMcgPerMl?: number }): this {
    this.count(day);
    const aspiratedVolumeMl = Number(this.leftMl.toFixed(3));
    const from = this.fluid;
    this.fluid = { ...fluid };
    this.leftMl = this.fillMl;
    return this.on(day, 'DrugSwitched', {
      reason: 'holiday',
      from,
      to: fluid,
      filledVolumeMl: this.fillMl,
      aspiratedVolumeMl,
      rinsed: true,
    });
  }

  /** What is in the reservoir by calculation. */
  leftOn(day: number): number {
    this.count(day);
    return Number(this.leftMl.toFixed(3));
  }

  /** A new pump was put in, or the old one emptied: what comes is counted from here. */
  filledAgain(day: number, more: object = {}): this {
    this.count(day);
    this.leftMl = this.fillMl;
    return this.on(day, 'ReservoirRefilled', { ...this.fluid, filledVolumeMl: this.fillMl, ...more });
  }

  private count(day: number): void {
    if (day < this.countedTo) throw new RangeError(`day ${day} lies within a bridge`);
    this.leftMl -= this.flowMlPerDay * (day - this.countedTo);
    this.countedTo = day;
  }
}
