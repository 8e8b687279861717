import { KeptNow } from '../../src/kept/changes.js';
import { type KeptKind, KeptState } from '../../src/kept/kept-state.js';

/** What is kept, in memory: as it would be read again after a restart. */
export class KeptInMemory extends KeptState {
  readonly isShared = false;
  readonly now = new KeptNow();

  override all(kind: KeptKind): Iterable<readonly [string, unknown]> {
    return this.now.of(kind);
  }
  override put(kind: KeptKind, name: string, state: unknown): void {
    this.now.apply({ do: 'put', kind, name, state: structuredClone(state) });
  }
  override change(kind: KeptKind, name: string, state: unknown): void {
    this.now.apply({ do: 'change', kind, name, state: structuredClone(state) });
  }
  override remove(kind: KeptKind, name: string): void {
    this.now.apply({ do: 'take', kind, name });
  }
  override async claim(kind: KeptKind, name: string, state: unknown): Promise<boolean> {
    return this.now.apply({ do: 'claim', kind, name, state: structuredClone(state) });
  }
  override async take(kind: KeptKind, name: string): Promise<boolean> {
    return this.now.apply({ do: 'take', kind, name });
  }
  override async settled(): Promise<void> {}
  override async caughtUp(): Promise<void> {}
  override async upToDate(): Promise<void> {}
  override follow(): void {}
  override close(): void {}
}
