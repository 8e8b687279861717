import { Injectable } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { covers } from '../../access/may.js';
import type { Grant, Subject } from '../../access/subject.js';
import { GetState } from '../../answers/messages.js';
import type { TherapyId } from '../../therapy/envelope.js';
import { CareBook } from './care-book.js';
import { outsideGrant } from './refusals.js';

/** Corrections, voids and new therapies are for people. */
const NEVER: readonly string[] = ['EventCorrected', 'EventVoided', 'TherapyRegistered'];

/** What devices may append. */
@Injectable()
export class Grants {
  constructor(
    private readonly care: CareBook,
    private readonly queries: QueryBus,
  ) {}

  /** @throws ProblemException FORBIDDEN outside the grant, whether or not there is such a therapy */
  async check({ sites }: Subject, grant: Grant, therapyId: TherapyId, type: unknown): Promise<void> {
    if (typeof type !== 'string' || !grant.types.includes(type) || NEVER.includes(type)) throw outsideGrant();
    const care = await this.care.careOf(therapyId);
    if (!care || !covers(sites, care) || !(await this.names(grant, therapyId))) throw outsideGrant();
  }

  private async names({ therapies = [], serialNumbers = [] }: Grant, therapyId: TherapyId): Promise<boolean> {
    if (therapies.includes(therapyId)) return true;
    if (serialNumbers.length === 0) return false;
    const { state } = await this.queries.execute(new GetState(therapyId, {}));
    const serialNumber = state.pump?.serialNumber;
    return typeof serialNumber === 'string' && serialNumbers.includes(serialNumber);
  }
}
