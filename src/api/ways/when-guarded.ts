import type { Ways } from '../../ways/ways.js';
import { ProblemException } from '../problems/problem.js';

/** @throws ProblemException with `AUTH=off`, where there is nothing to log in to */
export function whenGuarded(ways: Ways | undefined): Ways {
  if (ways) return ways;
  throw new ProblemException(404, 'NOT_FOUND', 'Without access control (AUTH=off) nobody logs in.');
}
