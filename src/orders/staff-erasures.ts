import { randomUUID } from 'node:crypto';
import type { Forgetting } from '../record/forgetting.js';
import type { PatientErased } from '../therapy/events/patient-erased.js';
import type { OrderedBy, StaffOrder } from './order.js';
import { type OrderBook, Orders } from './orders.js';

/** The keys of members of staff, destroyed by two officers. */
export class StaffErasures extends Orders<StaffOrder> {
  constructor(
    file: OrderBook<StaffOrder>,
    private readonly forgetting: Pick<Forgetting, 'forgettable' | 'forget' | 'forgetAgain'>,
    now: () => number,
  ) {
    super(file, now);
  }

  /** @throws UnknownStaff, SignaturesKept */
  async ask(subject: string, { reason, authority }: PatientErased, by: OrderedBy): Promise<StaffOrder> {
    const person = await this.forgetting.forgettable(subject);
    return this.keep({ id: randomUUID(), person, subject, reason, authority, by, at: this.now() });
  }

  /** What was confirmed, once more: an older copy of the keys may have been put back. */
  async again(): Promise<void> {
    const confirmed = this.all.filter((order) => order.confirmed);
    await this.forgetting.forgetAgain(confirmed.map(({ person }) => person));
  }

  /** @throws SignaturesKept, KeysUnavailable */
  protected override async carryOut(order: StaffOrder): Promise<StaffOrder> {
    await this.forgetting.forget(order.person);
    return { ...order, subject: null };
  }
}
