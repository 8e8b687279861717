import type { IncomingHttpHeaders } from 'node:http';
import { ApiHeader } from '@nestjs/swagger';
import { applyDecorators } from '@nestjs/common';
import { IDEMPOTENCY_KEY, MAX_IDEMPOTENCY_KEY } from '../record/idempotency-key.js';
import { ProblemException } from './problems/problem.js';

/** An entity tag of RFC 9110, and what may stand around it in a list. */
const TAG = /[ \t]*(?:(W\/)?"([\x21\x23-\x7e\x80-\xff]*)")?[ \t]*(?:,|$)/y;
/** An entity tag of this service. */
const REVISION = /^(0|[1-9]\d{0,14})$/;

/** Node joins what is given more than once, with a comma or as a list. */
const joined = (given: string | string[] | undefined): string | undefined =>
  Array.isArray(given) ? given.join(', ') : given;

export function idempotencyKey(headers: IncomingHttpHeaders): string | undefined {
  const key = joined(headers['idempotency-key']);
  if (key === undefined || IDEMPOTENCY_KEY.test(key)) return key;
  throw new ProblemException(
    400,
    'INVALID_IDEMPOTENCY_KEY',
    `Idempotency-Key must be 1 to ${MAX_IDEMPOTENCY_KEY} visible ASCII characters, given once.`,
  );
}

/**
 * The revisions of which the therapy must be at one. Compared strongly (RFC 9110, 13.1.1): a weak tag, or one that this
 * service never gives, matches none.
 */
export function ifMatch(headers: IncomingHttpHeaders): readonly number[] | 'any' | undefined {
  const given = joined(headers['if-match'])?.trim();
  if (given === undefined) return undefined;
  if (given === '*') return 'any';
  const tags = tagsIn(given);
  if (tags) return tags.flatMap(({ weak, tag }) => (!weak && REVISION.test(tag) ? [Number(tag)] : []));
  throw new ProblemException(
    400,
    'INVALID_IF_MATCH',
    'If-Match must be * or a list of ETags as this service gives them, such as "5" or "5", "6".',
  );
}

/** Undefined where it is no list of at least one tag. */
function tagsIn(given: string): { readonly weak: boolean; readonly tag: string }[] | undefined {
  const tags: { weak: boolean; tag: string }[] = [];
  TAG.lastIndex = 0;
  while (TAG.lastIndex < given.length) {
    const found = TAG.exec(given);
    if (!found) return undefined;
    if (found[2] !== undefined) tags.push({ weak: found[1] !== undefined, tag: found[2] });
  }
  return tags.length > 0 ? tags : undefined;
}

export const etagOf = (revision: number): string => `"${revision}"`;

export const IDEMPOTENCY_KEY_SCHEMA = {
  type: 'string',
  minLength: 1,
  maxLength: MAX_IDEMPOTENCY_KEY,
  pattern: '^[!-~]+$',
} as const;

export const ApiRecordingHeaders = (): MethodDecorator =>
  applyDecorators(
    ApiHeader({
      name: 'Idempotency-Key',
      description:
        'Stands for an id where the body has none: the same key and content again is answered with the first receipt.',
      required: false,
      schema: IDEMPOTENCY_KEY_SCHEMA,
    }),
    ApiHeader({
      name: 'If-Match',
      description:
        'The ETag at which the therapy must be, or several of which it must be at one, else 412. `*`: it must be registered.',
      required: false,
      schema: { type: 'string', example: '"5"' },
    }),
  );
