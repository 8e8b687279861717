import { randomUUID } from 'node:crypto';
import { KeyDestroyed, Keys, TherapyHeld } from '../custody/keys.js';
import { Erasing } from '../record/erasing.js';
import type { TherapyId } from '../therapy/envelope.js';
import type { PatientErased } from '../therapy/events/patient-erased.js';
import { Held } from './errors.js';
import type { ErasureOrder, OrderedBy } from './order.js';
import { type OrderBook, Orders } from './orders.js';

/** Erasures by two officers: one asks, another confirms, and then the key is destroyed. */
export class Erasures extends Orders<ErasureOrder> {
  constructor(
    file: OrderBook<ErasureOrder>,
    private readonly keys: Pick<Keys, 'holds' | 'erasureOf'>,
    private readonly erasing: Pick<Erasing, 'erase'>,
    now: () => number,
  ) {
    super(file, now);
  }

  /** @throws KeyDestroyed, Held */
  ask(therapyId: TherapyId, { reason, authority }: PatientErased, by: OrderedBy): ErasureOrder {
    if (this.keys.erasureOf(therapyId)) throw new KeyDestroyed(therapyId);
    if (this.keys.holds.of(therapyId).length > 0) throw new Held(therapyId);
    return this.keep({ id: randomUUID(), therapyId, reason, authority, by, at: this.now() });
  }

  /** @throws Held, and as `Erasing.erase` */
  protected override async carryOut(order: ErasureOrder, by: OrderedBy): Promise<ErasureOrder> {
    const { therapyId, reason, authority } = order;
    const recordedBy = { subject: by.subject, name: by.name ?? by.subject, role: 'officer' };
    try {
      await this.erasing.erase(therapyId as TherapyId, { reason, authority }, recordedBy);
      return order;
    } catch (error) {
      throw error instanceof TherapyHeld ? new Held(therapyId) : error;
    }
  }
}
