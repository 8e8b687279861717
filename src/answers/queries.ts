import { Inject, Injectable } from '@nestjs/common';
import type { DoseCurve } from '../infusion/dose-curve.js';
import { canonicalDrug } from '../infusion/drugs.js';
import type { TherapyId } from '../therapy/envelope.js';
import { CLOCK, type Clock } from '../repository/clock.js';
import { Disclosures } from '../repository/disclosures.js';
import { type PointOfView, timesOf } from '../repository/point-of-view.js';
import { Therapies } from '../repository/therapies.js';
import { ASKING, type Asking } from './asked/asking.js';
import type { Backed, DoseFound, DoseQuestion, StateFound } from './doses.js';
import { type EventFound, eventIn } from './event-found.js';

/** The events whose personal values a state shows. */
export const STATE_VALUES = ['PumpImplanted', 'PumpReplaced', 'TherapyTakenOver'] as const;

/** Questions about one therapy. Pure functions answer them; this only loads. */
@Injectable()
export class TherapyQueries {
  constructor(
    private readonly therapies: Therapies,
    private readonly disclosures: Disclosures,
    @Inject(ASKING) private readonly asking: Asking,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws UnknownTherapy, AuditTooLong */
  async state(therapyId: TherapyId, pointOfView: PointOfView): Promise<StateFound> {
    const record = await this.therapies.registered(therapyId);
    const times = timesOf(pointOfView, { recorded: record.recorded, now: this.clock() });
    const found = await this.asking.ask(record, 'state', times);
    return this.disclosures.reveal(found, record, STATE_VALUES);
  }

  /**
   * With the personal values that can be read.
   * @throws UnknownTherapy, UnknownEvent
   */
  async event(therapyId: TherapyId, eventId: string): Promise<EventFound> {
    const record = await this.therapies.registered(therapyId);
    const found = eventIn(record.recorded, eventId);
    return this.disclosures.reveal(found, record, [
      found.recorded.type,
      found.now?.type ?? found.recorded.type,
    ]);
  }

  /** @throws UnknownTherapy, FlowUnknown, PathVolumeUnknown, AuditTooLong */
  async dose(therapyId: TherapyId, question: DoseQuestion & PointOfView): Promise<DoseFound> {
    const record = await this.therapies.registered(therapyId);
    const times = timesOf(question, { recorded: record.recorded, now: this.clock() });
    return this.asking.ask(record, 'dose', { ...byKnownName(question), ...times });
  }

  /** @throws UnknownTherapy, FlowUnknown, PathVolumeUnknown, TooManyPoints, AuditTooLong */
  async doseCurve(
    therapyId: TherapyId,
    question: DoseQuestion & PointOfView & { maxPoints?: number },
  ): Promise<Backed & DoseCurve> {
    const record = await this.therapies.registered(therapyId);
    const times = timesOf(question, { recorded: record.recorded, now: this.clock() });
    return this.asking.ask(record, 'doseCurve', { ...byKnownName(question), ...times });
  }
}

/** A drug can be asked for by any of its names. */
const byKnownName = <Question extends DoseQuestion>(question: Question): Question => ({
  ...question,
  drug: canonicalDrug(question.drug),
});
