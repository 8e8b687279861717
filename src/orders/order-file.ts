import type { KeyObject } from 'node:crypto';
import { join } from 'node:path';
import { SealedFile } from '../custody/sealed-file.js';
import type { ErasureOrder } from './erasure-order.js';

/** Erasures that were asked for. */
export class OrderFile extends SealedFile<ErasureOrder> {
  constructor(directory: string, key: KeyObject) {
    // "pleo"
    super(join(directory, 'erasures.sqlite'), key, { applicationId: 0x706c656f, table: 'orders' });
  }
}
