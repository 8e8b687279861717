import { type Order, type OrderedBy, stateOf } from './order.js';
import { SameOfficer } from './errors.js';

/** Where orders are kept. */
export interface OrderBook<Kept extends Order> {
  all(): readonly Kept[];
  put(order: Kept): void;
  /** Where other services keep theirs, too. */
  follow?(taker: (order: Kept) => void): void;
}

/** What one officer asks for and another confirms, of one kind. */
export abstract class Orders<Kept extends Order> {
  private readonly byId: Map<string, Kept>;

  constructor(
    private readonly book: OrderBook<Kept>,
    readonly now: () => number,
  ) {
    this.byId = new Map(book.all().map((order) => [order.id, order]));
    book.follow?.((order) => this.byId.set(order.id, order));
  }

  /** The oldest first. */
  get all(): readonly Kept[] {
    return [...this.byId.values()].toSorted((a, b) => a.at - b.at);
  }

  find(id: string): Kept | undefined {
    return this.byId.get(id);
  }

  /**
   * Undefined where it lapsed. Confirmed again by another officer than who asked, it is the same.
   * @throws SameOfficer, and as it is carried out
   */
  async confirm(order: Kept, by: OrderedBy): Promise<Kept | undefined> {
    if (order.by.subject === by.subject) throw new SameOfficer();
    if (order.confirmed) return order;
    if (stateOf(order, this.now()) === 'lapsed') return undefined;
    return this.keep({ ...(await this.carryOut(order, by)), confirmed: { by, at: this.now() } });
  }

  /** Does what was asked for. @returns what stays of the order */
  protected abstract carryOut(order: Kept, by: OrderedBy): Promise<Kept>;

  protected keep(order: Kept): Kept {
    this.book.put(order);
    this.byId.set(order.id, order);
    return order;
  }
}
