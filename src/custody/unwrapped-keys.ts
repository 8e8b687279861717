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
    private readonly wrappedOf: (owner: string) => Uint8Array | undefined,
  ) {}

  /** @throws KeyUnreadable */
  get(owner: string): KeyObject | undefined {
    const key = this.keys.get(owner) ?? this.unwrapped(owner);
    if (key) this.set(owner, key);
    return key;
  }

  set(owner: string, key: KeyObject): void {
    this.keys.delete(owner);
    this.keys.set(owner, key);
    if (this.keys.size <= MOST_KEYS) return;
    const [oldest] = this.keys.keys();
    this.keys.delete(oldest!);
  }

  forget(owner: string): void {
    this.keys.delete(owner);
  }

  clear(): void {
    this.keys.clear();
  }

  private unwrapped(owner: string): KeyObject | undefined {
    const wrapped = this.wrappedOf(owner);
    if (!wrapped) return undefined;
    const key = unwrap(this.master, wrapped, owner);
    if (!key) throw new KeyUnreadable(owner);
    return key;
  }
}
