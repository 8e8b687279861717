import type { KeptKind, KeptState } from './kept-state.js';

/** Things of one kind, each by its id, that several services keep together. */
export class KeptBook<Item extends { readonly id: string }> {
  constructor(
    private readonly kept: KeptState,
    private readonly kind: KeptKind,
  ) {}

  all(): readonly Item[] {
    return [...this.kept.all(this.kind)].map(([, item]) => item as Item);
  }

  put(item: Item): void {
    this.kept.put(this.kind, item.id, item);
  }

  /** Each as it is after a change by this or another service. */
  follow(taker: (item: Item) => void): void {
    this.kept.follow(this.kind, (_, item) => {
      if (item !== undefined) taker(item as Item);
    });
  }
}
