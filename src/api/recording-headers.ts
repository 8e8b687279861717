import type { IncomingHttpHeaders } from 'node:http';
import { ApiHeader } from '@nestjs/swagger';
import { applyDecorators } from '@nestjs/common';
import { IDEMPOTENCY_KEY, MAX_IDEMPOTENCY_KEY } from '../record/idempotency-key.js';
import { ProblemException } from './problems/problem.js';

const ETAG = /^"(0|[1-9]\d{0,14})"$/;

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

export function ifMatch(headers: IncomingHttpHeaders): number | 'any' | undefined {
  const given = joined(headers['if-match'])?.trim();
  if (given === undefined) return undefined;
  if (given === '*') return 'any';
  const revision = ETAG.exec(given)?.[1];
  if (revision !== undefined) return Number(revision);
  throw new ProblemException(
    400,
    'INVALID_IF_MATCH',
    'If-Match must be one strong ETag as this service gives it, such as "5", or *.',
  );
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
      description: 'The ETag at which the therapy must be, else 412. `*`: it must be registered.',
      required: false,
      schema: { type: 'string', example: '"5"' },
    }),
  );
