import type { CodeWithStatus } from './problem.js';

/** The server's own refusals, by its error codes. */
export const SERVER_REFUSALS: Readonly<Record<string, CodeWithStatus>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: [413, 'BODY_TOO_LARGE', 'The body is larger than this request may be.'],
  FST_ERR_CTP_INVALID_MEDIA_TYPE: [
    415,
    'UNSUPPORTED_MEDIA_TYPE',
    'The content type is not one that this request takes; bodies are application/json, imports application/x-ndjson.',
  ],
  FST_ERR_CTP_INVALID_JSON_BODY: [400, 'MALFORMED_JSON', 'The body is not valid JSON in UTF-8.'],
  FST_ERR_CTP_EMPTY_JSON_BODY: [400, 'MALFORMED_JSON', 'The body is empty, though its type is JSON.'],
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: [
    400,
    'INVALID_CONTENT_LENGTH',
    'The body is not as long as Content-Length says.',
  ],
  FST_ERR_BAD_URL: [400, 'MALFORMED_URL', 'The path is not a valid percent-encoded URL.'],
  FST_ERR_MAX_PARAM_LENGTH: [414, 'URI_TOO_LONG', 'A part of the path is too long.'],
};

/** What else the server or the framework refuses, in its words; what none of these is, is a bad request. */
export function refusedWith(status: number, detail: string): CodeWithStatus {
  switch (status) {
    case 403:
      return [403, 'FORBIDDEN', detail];
    case 404:
      return [404, 'NOT_FOUND', detail];
    case 408:
      return [408, 'REQUEST_TIMEOUT', detail];
    case 413:
      return [413, 'BODY_TOO_LARGE', detail];
    case 414:
      return [414, 'URI_TOO_LONG', detail];
    case 415:
      return [415, 'UNSUPPORTED_MEDIA_TYPE', detail];
    default:
      return [400, 'BAD_REQUEST', detail];
  }
}
