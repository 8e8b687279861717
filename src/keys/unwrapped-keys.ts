import type { KeyObject } from 'node:crypto';

/** Unwrapped keys in memory; beyond it those that were asked for longest ago go. */
const MOST = 10_000;

/** The keys that were last asked for. */
export class UnwrappedKeys {
  private readonly keys = new Map<string, KeyObject>();

  get(therapyId: string): KeyObject | undefined {
    const key = this.keys.get(therapyId);
    if (key) this.set(therapyId, key);
    return key;
  }

  set(therapyId: string, key: KeyObject): void {
    this.keys.delete(therapyId);
    this.keys.set(therapyId, key);
    if (this.keys.size <= MOST) return;
    const [oldest] = this.keys.keys();
    this.keys.delete(oldest!);
  }

  forget(therapyId: string): void {
    this.keys.delete(therapyId);
  }

  clear(): void {
    this.keys.clear();
  }
}
