import { rule } from '../fields/rule.js';

const instantOf = (value: unknown): number => (typeof value === 'string' ? Date.parse(value) : Number.NaN);

export const NotBeforeFrom = () =>
  rule('notBeforeFrom', 'must not be before from', (to, { from }) => !(instantOf(to) < instantOf(from)));

export const AtMostCount = () =>
  rule(
    'atMostCount',
    'must have at most count instants',
    (at, { count }) => !Array.isArray(at) || typeof count !== 'number' || at.length <= count,
  );

export const NoneBeforeSince = () =>
  rule(
    'noneBeforeSince',
    'must have no instant before since',
    (at, { since }) => !Array.isArray(at) || at.every((one) => !(instantOf(one) < instantOf(since))),
  );
