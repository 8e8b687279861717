import type { Need } from './needs.js';

/** Routes that are no handler of ours: what they need. */
const ELSEWHERE: readonly (readonly [path: RegExp, need: Need])[] = [
  [/^\/assets\//, { kind: 'nothing' }],
  [/^\/(docs|openapi\.json)(\/|$)/, { kind: 'any-role' }],
];

/** By the pattern of the route. */
export const declaredElsewhere = (route: string): Need | undefined =>
  ELSEWHERE.find(([path]) => path.test(route))?.[1];
