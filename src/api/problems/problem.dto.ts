/** One fault of a request. */
export class FieldErrorDto {
  /**
   * JSON pointer (RFC 6901) into the body, or `/name` of a query parameter.
   * @example "/data/filledVolumeMl"
   */
  pointer: string;
  /** What is wrong there, and what would be accepted. */
  detail: string;
}

/** Problem details (RFC 9457). */
export class Problem {
  /** @example "about:blank" */
  type: string;
  /** The status in words. */
  title: string;
  /** The HTTP status. */
  status: number;
  /** What is wrong, and what would be accepted. */
  detail: string;
  /**
   * Stable name of the problem, for programs.
   * @example "INVALID_QUERY"
   */
  code: string;
  /**
   * Identifies this one answer; the service's log has the same identifier.
   * @example "urn:uuid:0190f5c4-5d2e-4c4b-9a76-0a4f2a1b7c11"
   */
  instance?: string;
  /** Each fault, where there may be several. */
  errors?: FieldErrorDto[];
}
