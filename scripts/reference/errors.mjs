import { STATUS_CODES } from 'node:http';
import { code, table } from './markdown.mjs';

/** What each code says, and what to do, by the status that it comes with. */
const ERRORS = [
  [
    400,
    {
      BAD_REQUEST: 'the request cannot be read',
      MALFORMED_REQUEST: 'it is not valid HTTP',
      MALFORMED_URL: 'the path is no percent-encoded URL',
      MALFORMED_JSON: 'the body is not one JSON value in UTF-8, or empty',
      INVALID_CONTENT_LENGTH: 'the body is not as long as `Content-Length` says',
      INVALID_QUERY: 'the query has faults; `errors` says where',
      INVALID_THERAPY_ID: 'it is no therapy’s id: letters, digits, dot, underscore, hyphen, at most 64',
      INVALID_LEAF_INDEX: 'it is no number of an event',
      INVALID_IF_MATCH: '`If-Match` is not one strong ETag as the service gives it, such as `"5"`, or `*`',
      INVALID_IDEMPOTENCY_KEY: '`Idempotency-Key` is not 1 to 255 visible ASCII characters',
      INVALID_FORM: 'it is no form of this page; open the page again',
    },
  ],
  [
    403,
    {
      FOREIGN_HOST: 'without access control only loopback names are answered',
      FOREIGN_ORIGIN: 'another site asks, or sent the form',
    },
  ],
  [
    404,
    {
      NOT_FOUND: 'nothing is served at this path',
      THERAPY_NOT_FOUND: 'nothing is recorded of the therapy; its `TherapyRegistered` comes first',
      EVENT_NOT_FOUND: 'the therapy has no such event',
      UNKNOWN_POLICY: 'no policy of that name was in force then; the known ones are named',
      CHECKPOINT_NOT_FOUND:
        'no checkpoint of that size was signed; leave `checkpoint` away for the first that covers the answer',
      CHECKPOINT_NOT_PUBLISHED: 'none is published yet',
      LEAF_NOT_FOUND: 'the log has not so many events',
      TREE_SIZE_NOT_REACHED: 'the log has not so many events',
      TILE_NOT_FOUND: 'it is no path of a tile, or the tree is not so large',
    },
  ],
  [405, { METHOD_NOT_ALLOWED: 'the path takes other methods, which `Allow` names' }],
  [408, { REQUEST_TIMEOUT: 'the request took too long to arrive' }],
  [
    409,
    {
      EVENT_ID_REUSED: 'the id, or the `Idempotency-Key`, was used for another content; nothing was changed',
      AUDIT_CHANGED: 'the audit is not the one whose hash was given; read it again before you sign',
      THERAPY_HELD: 'a legal hold forbids the erasure',
      THERAPY_NOT_HELD: 'there is no such legal hold to release',
    },
  ],
  [410, { THERAPY_ERASED: 'the patient was erased: nothing more can be recorded' }],
  [
    412,
    {
      REVISION_MISMATCH:
        'the therapy is at another revision, which `ETag` names; read it again before you decide',
    },
  ],
  [
    413,
    {
      BODY_TOO_LARGE: 'the body is larger than the request may be',
      CONTENT_TOO_LARGE: 'the event’s content is larger than an event may be',
    },
  ],
  [414, { URI_TOO_LONG: 'a part of the path is too long' }],
  [415, { UNSUPPORTED_MEDIA_TYPE: 'bodies are `application/json`, imports `application/x-ndjson`' }],
  [
    422,
    {
      VALIDATION_FAILED: 'the body has faults; `errors` names each field and what would be accepted',
      UNKNOWN_EVENT_TYPE: 'there is no such type of event',
      TYPE_NOT_RECORDABLE: 'events of this type are made by a request of their own',
      ALREADY_REGISTERED: 'the therapy is registered already; correct that event instead',
      OCCURRED_IN_FUTURE: 'it cannot have happened yet',
      NO_PUMP_IN_PLACE: 'no pump was in place then; record its `PumpImplanted` first, or correct the date',
      PUMP_ALREADY_IN_PLACE: 'a pump was in place already; record its `PumpExplanted` first',
      RESERVOIR_OVERFILLED: 'the reservoir holds less than was filled in',
      NOTHING_FILLED: 'nothing was ever filled into this pump; record its `ReservoirRefilled` first',
      NO_PROGRAM: 'the pump had no program since its implant; record its `PumpReprogrammed` first',
      STARTS_WITH_RUNNING: 'a `startsWith` ran at that time',
      BOLUS_RUNNING: 'another bolus of the pump ran at that time',
      UNKNOWN_EVENT: 'the event to be corrected or voided is not recorded for this therapy',
      UNKNOWN_POLICY: 'of a signature: the version of the policy is not known',
      NOT_CORRECTABLE: 'a void has no content to correct; void it, or correct the event itself',
      REGISTRATION_NOT_REPLACEABLE:
        '`TherapyRegistered` can be corrected by another `TherapyRegistered` only, and no other event by one',
      REGISTRATION_NOT_VOIDABLE: '`TherapyRegistered` cannot be voided; correct it instead',
      SIGNATURE_NOT_CHANGEABLE: 'a signature stays as it was given; sign again with another meaning instead',
      SIGNED_IN_ADVANCE: 'of a signature: `asOf` or `knownAt` lies in the future',
      PATH_VOLUME_UNKNOWN:
        'a volume of the fluid path is neither recorded nor known for the model: record it, or ask for `site=reservoir`',
      TOO_MANY_POINTS: 'the curve has too many points; ask for a shorter time, or give `maxPoints`',
      TOO_MANY_REJECTED:
        'of an import: too many lines were rejected, so the rest was not read. Mend the file and import it again',
      CHECKPOINT_TOO_EARLY:
        'the checkpoint does not cover the answer; ask for a later one, or for an earlier `knownAt`',
      NOTHING_KNOWN: 'nothing was recorded of the therapy by `knownAt`',
    },
  ],
  [431, { HEADERS_TOO_LARGE: 'the headers are larger than the service takes' }],
  [
    500,
    {
      EVENT_UNREADABLE:
        'the log holds an event, which is named, of which this release can say nothing, and so nothing of its therapy',
      INTERNAL_ERROR: 'the service failed to answer; its log has the cause under the `instance`',
    },
  ],
  [
    503,
    {
      STORE_UNAVAILABLE: 'the log cannot be reached; nothing was acknowledged, and to send it again is safe',
      KEYS_UNAVAILABLE: 'the keys of personal values cannot be reached; the same',
      TOO_MANY_WRITERS: 'others were faster at every attempt; send it again',
      TREE_BEHIND: 'the Merkle tree does not hold everything yet; ask again',
      REGISTER_BEHIND:
        'the register does not know everything yet; ask again, or ask for the audit of one therapy, which is never behind',
      LEDGER_CONTRADICTED:
        'the log is not what was published: nothing more is recorded. [What to do](../how-to/contradicted.md)',
      NOT_READY: 'of `/health/ready`: `detail` says why not',
    },
  ],
];

const OF_LINES = {
  LINE_TOO_LONG: 'the line is longer than a line may be',
  NOT_UTF8: 'the line is not UTF-8',
};

const rows = (codes) => Object.entries(codes).map(([name, means]) => [code(name), means]);

export function errorsPage() {
  const sections = ERRORS.map(
    ([status, codes]) =>
      `## ${status} ${STATUS_CODES[status]}\n\n${table(['code', 'what it says'], rows(codes))}`,
  );
  return `# Errors

Answers of type \`application/problem+json\` (RFC 9457): \`status\`, \`title\`, \`detail\` for people, and \`code\`, which is stable, for programs. \`errors\` lists
each fault of a body or query: \`pointer\` to the field, \`detail\` with what would be accepted. \`instance\` identifies the answer; the service's log has the same
identifier.

After 503 it is safe to send the same again: \`Retry-After\` says when. Nothing was acknowledged, and what was recorded all the same is
[not recorded twice](../how-to/record.md#from-a-program).

The command line says the same codes, and ends with an [exit code](command-line.md).

${sections.join('\n\n')}

## Lines of an import

A rejected line is listed with its number and one of the codes of 422 and 413, \`MALFORMED_JSON\`, or

${table(['code', 'what it says'], rows(OF_LINES))}
`;
}
