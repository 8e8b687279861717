import type { ProblemCode } from '../../api/problems/catalogue.js';
import { problemOf } from '../../api/problems/problem-of.js';
import { sentence } from '../../reports/words.js';

/** Why a form was not taken. */
export interface Refused {
  readonly status: number;
  /** What is wrong with the form as a whole; undefined if only fields are wrong. */
  readonly problem?: string;
  /** By the pointer into what was sent. */
  readonly faults: ReadonlyMap<string, string>;
}

const IN_WORDS: Readonly<Partial<Record<ProblemCode, string>>> = {
  AUDIT_CHANGED:
    'The audit is no longer what you were shown: the service computes another one for the same instant and knowledge. Nothing was signed. The page shows the audit as it is now; read it before you sign.',
  EVENT_ID_REUSED:
    'This form was sent already, with other words, and those are recorded. Send it again only if you mean one more.',
};

/**
 * What a reader is told of a refusal.
 * @param fields the pointers that have a field in the form
 * @throws what nobody foresaw
 */
export function refusedBy(error: unknown, fields: readonly string[]): Refused {
  const problem = problemOf(error);
  const { code, detail, extra } = problem;
  if (code === 'INTERNAL_ERROR') throw error;
  const errors = extra.errors ?? [];
  const isAtFields = errors.length > 0 && errors.every(({ pointer }) => fields.includes(pointer));
  return {
    status: problem.getStatus(),
    ...(!isAtFields && { problem: IN_WORDS[code] ?? sentence(detail) }),
    faults: new Map(errors.map(({ pointer, detail: words }) => [pointer, sentence(words)])),
  };
}
