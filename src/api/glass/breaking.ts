import { Inject, Injectable } from '@nestjs/common';
import type { Subject } from '../../access/subject.js';
import type { Glass } from '../../glass/glass.js';
import { Glasses, TooManyOpen } from '../../glass/glasses.js';
import { CLOCK, type Clock } from '../../repository/clock.js';
import type { TherapyId } from '../../therapy/envelope.js';
import { WAYS } from '../../ways/ways.module.js';
import type { Ways } from '../../ways/ways.js';
import { CareBook } from '../gate/care-book.js';
import { requireFreshToken } from '../gate/fresh.js';
import { forbidden, tooMany } from '../gate/refusals.js';
import { Intentions } from '../ways/intentions.js';
import type { BreakGlass } from './glass.dto.js';
import { PumpsInPlace } from './pumps-in-place.js';

const KIND = 'break-glass';

/** Opens what somebody may not see, at once and on record. */
@Injectable()
export class Breaking {
  constructor(
    private readonly glasses: Glasses,
    private readonly care: CareBook,
    private readonly pumps: PumpsInPlace,
    @Inject(WAYS) private readonly ways: Ways | undefined,
    @Inject(CLOCK) private readonly clock: Clock,
    intentions: Intentions,
  ) {
    intentions.add(KIND, async (subject, { what }) => {
      const { id, opens } = await this.open(subject, what as BreakGlass);
      return {
        lead: `/break-glass?opened=${id}`,
        noted: { kind: 'glass', glass: id, therapies: opens === undefined ? [] : [opens] },
      };
    });
  }

  /**
   * Before anything of what is asked for is looked at.
   * @throws ProblemException FORBIDDEN; REAUTHENTICATION_REQUIRED for a token that is too old
   */
  requireAllowed(subject: Subject): void {
    if (subject.sites.length === 0) throw forbidden('therapy:read');
    if (this.ways && subject.session === undefined)
      requireFreshToken(subject, this.ways.settings, this.clock());
  }

  /** The id of the intent that is kept until the person has proved anew who they are; undefined where they have. */
  intentFor({ session }: Subject, asked: BreakGlass): string | undefined {
    return session === undefined ? undefined : this.ways?.intents.keep(session, KIND, asked).id;
  }

  /** @throws ProblemException TOO_MANY_REQUESTS */
  async open(subject: Subject, asked: BreakGlass): Promise<Glass> {
    const { therapyId, serialNumber, reason, purpose } = asked;
    const meant =
      serialNumber === undefined ? (therapyId as TherapyId) : await this.pumps.therapyWith(serialNumber);
    const isThere = meant !== undefined && (await this.care.find(meant)) !== undefined;
    const broken = {
      reason,
      purpose,
      ...(therapyId !== undefined && { therapyId }),
      ...(serialNumber !== undefined && { serialNumber }),
    };
    try {
      return this.glasses.open(subject, broken, isThere ? meant : undefined);
    } catch (error) {
      if (error instanceof TooManyOpen) throw tooMany(error.seconds, 'five are open already');
      throw error;
    }
  }
}
