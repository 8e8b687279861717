import { HttpException } from '@nestjs/common';
import type { FieldError } from '../../faults/field-error.js';
import type { CodeAt, ProblemCode, ProblemStatus } from './catalogue.js';

export interface ProblemExtra {
  /** Each with a pointer into the body, or `/name` for a query parameter. */
  readonly errors?: readonly FieldError[];
  /** Sent with the problem, such as an ETag with a 412. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Further members of the problem, in camelCase. */
  readonly members?: Readonly<Record<string, unknown>>;
}

/** A code of the catalogue, with the status that it is answered with. */
export type CodeWithStatus = {
  [Status in ProblemStatus]: readonly [status: Status, code: CodeAt<Status>, detail: string];
}[ProblemStatus];

/**
 * A refusal, answered as RFC 9457 problem details. Its code is what programs decide by; its detail is a sentence for
 * people: what is wrong and what would be accepted; no personal data.
 */
export class ProblemException extends HttpException {
  readonly code: ProblemCode;
  readonly detail: string;
  readonly extra: ProblemExtra;

  constructor(...[status, code, detail, extra = {}]: readonly [...CodeWithStatus, extra?: ProblemExtra]) {
    super(detail, status);
    this.code = code;
    this.detail = detail;
    this.extra = extra;
  }
}
