import { nameOf } from '../../access/subject.js';
import { type Order, type OrderedBy, confirmBefore, stateOf } from '../../orders/order.js';
import type { Access } from '../gate/access.js';
import { ProblemException } from '../problems/problem.js';
import type { ErasureAsked, OrderDto } from './orders.dto.js';

const instant = (at: number): string => new Date(at).toISOString();

export const officerOf = ({ subject }: Access): OrderedBy => ({
  subject: nameOf(subject),
  name: subject.name,
});

export const unknown = () =>
  new ProblemException(404, 'NOT_FOUND', 'No erasure waits by this id that you may confirm.');

export const askedAnswer = (order: Order): ErasureAsked => ({
  id: order.id,
  confirmBefore: instant(confirmBefore(order)),
});

export function orderAnswer(order: Order, now: number): OrderDto {
  const { reason, authority, by, at, confirmed } = order;
  return {
    ...askedAnswer(order),
    state: stateOf(order, now),
    reason,
    authority,
    requestedBy: by,
    requestedAt: instant(at),
    ...(confirmed && { confirmedBy: confirmed.by, confirmedAt: instant(confirmed.at) }),
  };
}

/** What follows an id in a list, and one more than is asked for. */
export function after<Item extends { readonly id: string }>(
  items: readonly Item[],
  cursor: string | undefined,
  limit: number,
): readonly Item[] {
  const from = cursor === undefined ? 0 : items.findIndex(({ id }) => id === cursor) + 1;
  return items.slice(from, from + limit + 1);
}
