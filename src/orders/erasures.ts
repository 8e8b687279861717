import { randomUUID } from 'node:crypto';
import { KeyDestroyed, Keys, TherapyHeld } from '../custody/keys.js';
import { Erasing } from '../record/erasing.js';
import type { TherapyId } from '../therapy/envelope.js';
import type { PatientErased } from '../therapy/events/patient-erased.js';
import { type ErasureOrder, type OrderedBy, stateOf } from './erasure-order.js';
import { Held, SameOfficer } from './errors.js';
import type { OrderFile } from './order-file.js';

/** Erasures by two officers: one asks, another confirms, and then the key is destroyed. */
export class Erasures {
  private readonly byId: Map<string, ErasureOrder>;

  constructor(
    private readonly file: Pick<OrderFile, 'all' | 'put'>,
    private readonly keys: Pick<Keys, 'holds' | 'erasureOf'>,
    private readonly erasing: Pick<Erasing, 'erase'>,
    readonly now: () => number,
  ) {
    this.byId = new Map(file.all().map((order) => [order.id, order]));
  }

  /** The oldest first. */
  get all(): readonly ErasureOrder[] {
    return [...this.byId.values()].toSorted((a, b) => a.at - b.at);
  }

  find(id: string): ErasureOrder | undefined {
    return this.byId.get(id);
  }

  /** @throws KeyDestroyed, Held */
  ask(therapyId: TherapyId, { reason, authority }: PatientErased, by: OrderedBy): ErasureOrder {
    if (this.keys.erasureOf(therapyId)) throw new KeyDestroyed(therapyId);
    if (this.keys.holds.of(therapyId).length > 0) throw new Held(therapyId);
    return this.keep({ id: randomUUID(), therapyId, reason, authority, by, at: this.now() });
  }

  /**
   * Undefined where it lapsed. Confirmed again by the same officer it is the same.
   * @throws SameOfficer, Held, and as `Erasing.erase`
   */
  async confirm(order: ErasureOrder, by: OrderedBy): Promise<ErasureOrder | undefined> {
    if (order.by.subject === by.subject) throw new SameOfficer();
    if (order.confirmed) return order;
    if (stateOf(order, this.now()) === 'lapsed') return undefined;
    const { therapyId, reason, authority } = order;
    try {
      const recordedBy = { subject: by.subject, name: by.name ?? by.subject, role: 'officer' };
      await this.erasing.erase(therapyId as TherapyId, { reason, authority }, recordedBy);
    } catch (error) {
      throw error instanceof TherapyHeld ? new Held(therapyId) : error;
    }
    return this.keep({ ...order, confirmed: { by, at: this.now() } });
  }

  private keep(order: ErasureOrder): ErasureOrder {
    this.file.put(order);
    this.byId.set(order.id, order);
    return order;
  }
}
