import { Injectable } from '@nestjs/common';
import { type Subject, nameOf } from '../../access/subject.js';
import { TherapyIdTaken } from '../../record/errors.js';
import type { TherapyId } from '../../therapy/envelope.js';
import { Rate } from '../../waiting/rate.js';
import { CareBook } from './care-book.js';
import { tooMany } from './refusals.js';

const TRIES = 10;
const HOUR_MS = 3_600_000;

/** That an id is taken shows that there is such a therapy: nobody may try many. */
@Injectable()
export class TakenIds {
  private readonly tries = new Rate(TRIES, HOUR_MS);

  constructor(private readonly care: CareBook) {}

  /**
   * Before a therapy is registered, or tried, that does not exist for the subject.
   * @throws TherapyIdTaken; ProblemException TOO_MANY_REQUESTS, for free ids too, after ten that were taken in an hour
   */
  async check(subject: Subject, therapyId: TherapyId): Promise<void> {
    const name = nameOf(subject);
    const wait = this.tries.wait(name);
    if (wait !== undefined) throw tooMany(wait, `${TRIES} ids of therapies were taken already`);
    if ((await this.care.find(therapyId)) === undefined) return;
    this.tries.take(name);
    throw new TherapyIdTaken(therapyId);
  }
}
