import { HttpException } from '@nestjs/common';
import type { FieldError } from '../therapy/field-error.js';

export interface ProblemExtra {
  /** Each with a pointer into the body, or `/name` for a query parameter. */
  readonly errors?: readonly FieldError[];
  /** Sent with the problem, such as an ETag with a 412. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Further members of the problem, in camelCase. */
  readonly members?: Readonly<Record<string, unknown>>;
}

/**
 * A refusal, answered as RFC 9457 problem details.
 * @param code stable, in capitals: what programs decide by.
 * @param detail a sentence for people: what is wrong and what would be accepted; no personal data.
 */
export class ProblemException extends HttpException {
  constructor(
    status: number,
    readonly code: string,
    readonly detail: string,
    readonly extra: ProblemExtra = {},
  ) {
    super(detail, status);
  }
}
