import type { CodeOf, FaultCode, FaultKind } from './catalogue.js';
import type { FieldError } from './field-error.js';

/** An error that was foreseen: how it is answered follows from its kind. */
export abstract class Foreseen extends Error {
  abstract readonly kind: FaultKind;
}

type Sort = { [Kind in FaultKind]: readonly [kind: Kind, code: CodeOf<Kind>] }[FaultKind];

export interface FaultOptions extends ErrorOptions {
  /** For whoever asked, where the message is for the operator. */
  readonly detail?: string;
  readonly errors?: readonly FieldError[];
  /** The revision at which the therapy is, where another was expected. */
  readonly currentRevision?: number;
  /** Further members of the answer. */
  readonly members?: Readonly<Record<string, unknown>>;
}

/**
 * What was asked for cannot be done, for a reason that whoever asked can act on. Between threads only the message goes:
 * on this side it is thrown anew.
 */
export abstract class Fault extends Foreseen {
  readonly kind: FaultKind;
  readonly code: FaultCode;
  /** Without capital or full stop; no personal data. */
  readonly detail: string;
  readonly errors: readonly FieldError[] | undefined;
  readonly currentRevision: number | undefined;
  readonly members: Readonly<Record<string, unknown>> | undefined;

  constructor([kind, code]: Sort, message: string, options: FaultOptions = {}) {
    super(message, options);
    this.kind = kind;
    this.code = code;
    this.detail = options.detail ?? message;
    this.errors = options.errors;
    this.currentRevision = options.currentRevision;
    this.members = options.members;
  }
}
