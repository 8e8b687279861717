import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Subject } from '../../access/subject.js';
import type { Intent } from '../../ways/intents.js';

export interface Carried {
  /** The page that this leads to. */
  readonly lead: string;
  /** For the log of who looked. */
  readonly noted: NonNullable<FastifyRequest['noted']>;
}

/** Does what somebody began before they proved anew who they are. */
export type CarryOut = (subject: Subject, intent: Intent) => Promise<Carried>;

/** Who carries out which kind of intents. */
@Injectable()
export class Intentions {
  private readonly byKind = new Map<string, CarryOut>();

  add(kind: string, carryOut: CarryOut): void {
    this.byKind.set(kind, carryOut);
  }

  carryOut(subject: Subject, intent: Intent): Promise<Carried> {
    const carryOut = this.byKind.get(intent.kind);
    if (!carryOut) throw new Error(`nobody carries out ${intent.kind}`);
    return carryOut(subject, intent);
  }
}
