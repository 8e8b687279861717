import type { ProblemCode } from '../../api/problems/catalogue.js';
import { problemOf } from '../../api/problems/problem-of.js';
import { sentence } from '../../reports/words.js';
import { signing as texts } from '../../words/texts/signing.js';
import { say } from '../../words/say.js';
import type { Text } from '../../words/say.js';
import { told } from '../../words/told.js';

/** Why a form was not taken. */
export interface Refused {
  readonly status: number;
  /** What is wrong with the form as a whole; undefined if only fields are wrong. */
  readonly problem?: string;
  /** By the pointer into what was sent. */
  readonly faults: ReadonlyMap<string, string>;
}

const IN_WORDS: Readonly<Partial<Record<ProblemCode, Text>>> = {
  AUDIT_CHANGED: texts.theAuditIsNoLonger,
  EVENT_ID_REUSED: texts.thisFormWasSentAlready,
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
  const known = IN_WORDS[code];
  return {
    status: problem.getStatus(),
    ...(!isAtFields && { problem: known ? say(known) : sentence(told(detail)) }),
    faults: new Map(errors.map(({ pointer, detail: words }) => [pointer, sentence(told(words))])),
  };
}
