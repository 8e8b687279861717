/** Why somebody is not let in. */
export type WayCode =
  | 'TOKEN_INVALID'
  | 'REAUTHENTICATION_REQUIRED'
  | 'KEY_REVOKED'
  | 'SIGNER_CHANGED'
  | 'FORBIDDEN'
  | 'IDP_UNAVAILABLE';

/** Somebody is not let in, for a reason that is told in a sentence. */
export class WayRefused extends Error {
  constructor(
    readonly code: WayCode,
    /** A sentence; no personal data. */
    readonly detail: string,
    readonly more: {
      readonly headers?: Readonly<Record<string, string>>;
      readonly members?: Readonly<Record<string, unknown>>;
      readonly cause?: unknown;
    } = {},
  ) {
    super(detail, { cause: more.cause });
  }
}

export const unavailable = (cause: unknown): WayRefused =>
  new WayRefused('IDP_UNAVAILABLE', 'The identity provider does not answer; try again in a moment.', {
    headers: { 'retry-after': '5' },
    cause,
  });
