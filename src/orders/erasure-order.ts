/** A member of staff, as known then. */
export interface OrderedBy {
  /** `<iss>#<sub>`. */
  readonly subject: string;
  readonly name: string | null;
}

/** That an officer asked for the erasure of a patient, which another confirms. All times in ms since 1970. */
export interface ErasureOrder {
  readonly id: string;
  readonly therapyId: string;
  readonly reason: string;
  readonly authority: string;
  readonly by: OrderedBy;
  readonly at: number;
  readonly confirmed?: { readonly by: OrderedBy; readonly at: number };
}

export const CONFIRM_WITHIN_MS = 7 * 24 * 3_600_000;

export const confirmBefore = ({ at }: ErasureOrder): number => at + CONFIRM_WITHIN_MS;

export const ORDER_STATES = ['open', 'lapsed', 'confirmed'] as const;
export type OrderState = (typeof ORDER_STATES)[number];

export function stateOf(order: ErasureOrder, now: number): OrderState {
  if (order.confirmed) return 'confirmed';
  return now < confirmBefore(order) ? 'open' : 'lapsed';
}
