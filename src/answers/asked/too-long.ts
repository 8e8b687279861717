import { Recent } from '../../ledger/recent.js';
import type { Instant } from '../../therapy/envelope.js';
import type { Asked, Question } from './answers.js';
import type { Reached } from './kept-therapies.js';

/** Questions that are remembered. */
const MOST = 1_000;
/** For so long, ms: the machine may have been busy. */
const REMEMBERED_MS = 600_000;

interface Tried {
  readonly asOf: Instant;
  readonly at: number;
}

/** Which questions took too long: they are not tried again before something is recorded, nor as of later instants. */
export class TooLong {
  private readonly tried = new Recent<Tried>(MOST);

  has(reached: Reached, name: Question, asked: Asked<Question>): boolean {
    const before = this.tried.find(keyOf(reached, name, asked));
    if (!before || performance.now() - before.at > REMEMBERED_MS) return false;
    return asOfIn(asked) >= before.asOf;
  }

  add(reached: Reached, name: Question, asked: Asked<Question>): void {
    this.tried.put(keyOf(reached, name, asked), { asOf: asOfIn(asked), at: performance.now() });
  }
}

const asOfIn = (asked: Asked<Question>): Instant => ('asOf' in asked ? asked.asOf : 0);

/** All of a question but its instant, and what was known: that is what was recorded, in most questions. */
const keyOf = ({ therapyId, revision, hash }: Reached, name: Question, asked: Asked<Question>): string =>
  JSON.stringify([therapyId, revision, hash, name, { ...asked, asOf: undefined, knownBy: undefined }]);
