import { MAX_IDEMPOTENCY_KEY } from '../../record/idempotency-key.js';
import { MAX_ID } from '../../therapy/events/fields/limits.js';
import { type CodeOf, FAULTS, type FaultKind } from '../../faults/catalogue.js';
import { STATUS_OF } from '../../faults/status.js';

/** What only HTTP can find wrong, by status; for each code, what to do about it. */
const OF_HTTP = {
  400: {
    BAD_REQUEST: 'Mend the request; detail says what is wrong.',
    INVALID_CONTENT_LENGTH: 'Send a body as long as Content-Length says.',
    INVALID_FORM: 'Open the page again and send its form.',
    INVALID_IDEMPOTENCY_KEY: `Give Idempotency-Key once: 1 to ${MAX_IDEMPOTENCY_KEY} visible ASCII characters.`,
    INVALID_IF_MATCH: 'Give If-Match as ETags of this service, such as "5" or "5", "6", or as *.',
    INVALID_LEAF_INDEX: 'Give the event’s number in the ledger: a whole number from 0.',
    INVALID_QUERY: 'Mend the query parameters that errors points at.',
    INVALID_THERAPY_ID: `Use letters, digits, dot, underscore and hyphen, at most ${MAX_ID}.`,
    MALFORMED_JSON: 'Send valid JSON in UTF-8.',
    MALFORMED_REQUEST: 'Send valid HTTP.',
    MALFORMED_URL: 'Percent-encode the path.',
    MEMBER_REPEATED: 'Name each member of an object once; errors points at the one that is named twice.',
  },
  401: {
    REAUTHENTICATION_REQUIRED: 'Prove anew who you are, then send it again; where intent is given, by it.',
    TOKEN_INVALID: 'Send a token or key that is valid now and made for this service.',
    UNAUTHENTICATED: 'Log in, or send a bearer token or an API key.',
  },
  403: {
    FORBIDDEN: 'Ask whoever gives roles for the permission that detail names.',
    FOREIGN_HOST: 'Ask by a loopback name: without access control the service answers to no other.',
    FOREIGN_ORIGIN: 'Use the pages of this service; programs use the interface under /v1.',
    FOREIGN_SITE: 'Open the address by itself; programs send no Sec-Fetch-Site.',
    KEY_REVOKED: 'Use another key; this one was revoked.',
    NO_ROLE: 'Ask whoever gives roles for one of this service.',
    SIGNER_CHANGED: 'Let the person sign who began to; nothing was signed.',
  },
  404: {
    CHECKPOINT_NOT_PUBLISHED:
      'Wait for the next checkpoint, or ask GET /v1/ledger/checkpoint, which makes one.',
    LEAF_NOT_FOUND: 'Ask for a leafIndex below the number of events.',
    NOT_FOUND: 'Check the path; /docs lists those that are served.',
    TILE_NOT_FOUND: 'Ask for tiles of the published checkpoint only.',
    TREE_SIZE_NOT_REACHED: 'Ask for a tree of at most as many events as the log holds.',
  },
  405: { METHOD_NOT_ALLOWED: 'Use a method that the Allow header names.' },
  408: { REQUEST_TIMEOUT: 'Send it again, faster.' },
  409: { KEYS_OVERLAP: 'Delete one of the two keys of the client first.' },
  413: { BODY_TOO_LARGE: 'Send less at once.' },
  414: { URI_TOO_LONG: 'Shorten the path.' },
  415: { UNSUPPORTED_MEDIA_TYPE: 'Send application/json, or application/x-ndjson to import.' },
  421: { MISDIRECTED_REQUEST: 'Ask by the address at which the service is public.' },
  429: { TOO_MANY_REQUESTS: 'Send it again after the seconds that Retry-After gives.' },
  431: { HEADERS_TOO_LARGE: 'Send smaller headers.' },
  500: { INTERNAL_ERROR: 'Tell the operator: the log has the cause under the identifier in instance.' },
  503: { NOT_READY: 'Wait until the service is ready.' },
} as const satisfies Readonly<Record<number, Readonly<Record<string, string>>>>;

type OfHttp = typeof OF_HTTP;
export type ProblemStatus = keyof OfHttp | (typeof STATUS_OF)[FaultKind];

type KindAt<Status> = { [K in FaultKind]: (typeof STATUS_OF)[K] extends Status ? K : never }[FaultKind];
/** The codes that are answered with a status. */
export type CodeAt<Status extends ProblemStatus> =
  | CodeOf<KindAt<Status>>
  | (Status extends keyof OfHttp ? keyof OfHttp[Status] & string : never);
export type ProblemCode = { [Status in ProblemStatus]: CodeAt<Status> }[ProblemStatus];

export interface CataloguedProblem {
  readonly status: number;
  readonly code: string;
  /** In plain words, a sentence. */
  readonly whatToDo: string;
}

/** Every problem that a request can be answered with, by status and code. */
export const PROBLEMS: readonly CataloguedProblem[] = [
  ...Object.entries(FAULTS).map(([kind, codes]) => [STATUS_OF[kind as FaultKind], codes] as const),
  ...Object.entries(OF_HTTP).map(([status, codes]) => [Number(status), codes] as const),
]
  .flatMap(([status, codes]) => Object.entries(codes).map(([code, whatToDo]) => ({ status, code, whatToDo })))
  .toSorted((a, b) => a.status - b.status || (a.code < b.code ? -1 : 1));
