/** A member of staff, as known then. */
export interface OrderedBy {
  /** `<iss>#<sub>`. */
  readonly subject: string;
  readonly name: string | null;
}

/** What an officer asked for, which another confirms. All times in ms since 1970. */
export interface Order {
  readonly id: string;
  readonly reason: string;
  readonly authority: string;
  readonly by: OrderedBy;
  readonly at: number;
  readonly confirmed?: { readonly by: OrderedBy; readonly at: number };
}

/** That a patient be erased. */
export interface ErasureOrder extends Order {
  readonly therapyId: string;
}

/** That the key of a member of staff be destroyed. */
export interface StaffOrder extends Order {
  /** What the person is called where the key is kept. */
  readonly person: string;
  /** `<iss>#<sub>`; null once the key is destroyed. */
  readonly subject: string | null;
}

export const CONFIRM_WITHIN_MS = 7 * 24 * 3_600_000;

export const confirmBefore = ({ at }: Order): number => at + CONFIRM_WITHIN_MS;

export const ORDER_STATES = ['open', 'lapsed', 'confirmed'] as const;
export type OrderState = (typeof ORDER_STATES)[number];

export function stateOf(order: Order, now: number): OrderState {
  if (order.confirmed) return 'confirmed';
  return now < confirmBefore(order) ? 'open' : 'lapsed';
}
