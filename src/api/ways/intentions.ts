import { Injectable } from '@nestjs/common';
import type { Subject } from '../../access/subject.js';
import type { Intent } from '../../ways/intents.js';

/**
 * Does what somebody began before they proved anew who they are.
 * @returns the page that this leads to
 */
export type CarryOut = (subject: Subject, intent: Intent) => Promise<string>;

/** Who carries out which kind of intents. */
@Injectable()
export class Intentions {
  private readonly byKind = new Map<string, CarryOut>();

  add(kind: string, carryOut: CarryOut): void {
    this.byKind.set(kind, carryOut);
  }

  carryOut(subject: Subject, intent: Intent): Promise<string> {
    const carryOut = this.byKind.get(intent.kind);
    if (!carryOut) throw new Error(`nobody carries out ${intent.kind}`);
    return carryOut(subject, intent);
  }
}
