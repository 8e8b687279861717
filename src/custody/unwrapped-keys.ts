import type { KeyObject } from 'node:crypto';
import { KeyUnreadable } from './erasure.js';
import { unwrap } from './wrapping.js';

/** Keys kept in memory; the ones that were used longest ago are forgotten. */
const MOST_KEYS = 10_000;

/** The unwrapped keys that were used last. */
export class UnwrappedKeys {
  private readonly keys = new Map<string, KeyObject>();

  /** @param wrappedOf gives a key as it is kept, where there is one */
  constructor(
    private readonly master: KeyObject,
    private readonly wrappedOf: (therapyId: string) => Uint8Array | undefined,
  ) {}

  /** @throws KeyUnreadable */
  get(therapyId: string): KeyObject | undefined {
    const key = this.keys.get(therapyId) ?? this.unwrapped(therapyId);
    if (key) this.set(therapyId, key);
    return key;
  }

  set(therapyId: string, key: KeyObject): void {
    this.keys.delete(therapyId);
    this.keys.set(therapyId, key);
    if (this.keys.size <= MOST_KEYS) return;
    const [oldest] = this.keys.keys();
    this.keys.delete(oldest!);
  }

  forget(therapyId: string): void {
    this.keys.delete(therapyId);
  }

  clear(): void {
    this.keys.clear();
  }

  private unwrapped(therapyId: string): KeyObject | undefined {
    const wrapped = this.wrappedOf(therapyId);
    if (!wrapped) return undefined;
    const key = unwrap(this.master, wrapped, therapyId);
    if (!key) throw new KeyUnreadable(therapyId);
    return key;
  }
}
