import type { KeyObject } from 'node:crypto';
import { join } from 'node:path';
import { SealedFile } from '../custody/sealed-file.js';
import type { ErasureOrder, Order, StaffOrder } from './order.js';
import type { OrderBook } from './orders.js';

/** Erasures that were asked for, of patients and of members of staff. */
export class OrderFile extends SealedFile<ErasureOrder | StaffOrder> {
  readonly ofPatients = this.only((order) => 'therapyId' in order);
  readonly ofStaff = this.only((order) => 'person' in order);

  constructor(directory: string, key: KeyObject) {
    // "pleo"
    super(join(directory, 'erasures.sqlite'), key, { applicationId: 0x706c656f, table: 'orders' });
  }

  private only<Kept extends Order & (ErasureOrder | StaffOrder)>(
    isOne: (order: ErasureOrder | StaffOrder) => order is Kept,
  ): OrderBook<Kept> {
    return { all: () => this.all().filter(isOne), put: (order) => this.put(order) };
  }
}
