import type { KeyObject } from 'node:crypto';
import { join } from 'node:path';
import { SealedFile } from '../custody/sealed-file.js';
import { type Change, KeptNow } from './changes.js';
import { type KeptKind, KeptState } from './kept-state.js';

interface Kept {
  readonly id: string;
  readonly kind: KeptKind;
  readonly name: string;
  readonly state: unknown;
}

/** In a file of the data directory, encrypted: what one service alone keeps. */
export class KeptFile extends KeptState {
  readonly isShared = false;
  private readonly now = new KeptNow();
  private readonly file: SealedFile<Kept>;

  /** @throws DataDirUnusable, DisclosuresUnreadable */
  constructor(directory: string, key: KeyObject) {
    super();
    // "plst"
    this.file = new SealedFile(join(directory, 'sessions.sqlite'), key, {
      applicationId: 0x706c7374,
      table: 'kept',
    });
    for (const { kind, name, state } of this.file.all()) this.now.apply({ do: 'put', kind, name, state });
  }

  override all(kind: KeptKind): Iterable<readonly [string, unknown]> {
    return this.now.of(kind);
  }

  override put(kind: KeptKind, name: string, state: unknown): void {
    this.write({ do: 'put', kind, name, state });
  }

  override change(kind: KeptKind, name: string, state: unknown): void {
    this.write({ do: 'change', kind, name, state });
  }

  override remove(kind: KeptKind, name: string): void {
    this.write({ do: 'take', kind, name });
  }

  override async claim(kind: KeptKind, name: string, state: unknown): Promise<boolean> {
    return this.write({ do: 'claim', kind, name, state });
  }

  override async take(kind: KeptKind, name: string): Promise<boolean> {
    return this.write({ do: 'take', kind, name });
  }

  override async settled(): Promise<void> {}

  override async caughtUp(): Promise<void> {}

  override async upToDate(): Promise<void> {}

  override follow(): void {}

  override close(): void {
    this.file.close();
  }

  private write(change: Change): boolean {
    const { kind, name } = change;
    const id = `${kind} ${name}`;
    if (!this.now.apply(change)) return false;
    if (change.do === 'take') this.file.remove(id);
    else this.file.put({ id, kind, name, state: this.now.find(kind, name) });
    return true;
  }
}
