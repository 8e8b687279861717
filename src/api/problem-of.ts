import { STATUS_CODES } from 'node:http';
import { HttpException } from '@nestjs/common';
import { TreeBehind } from '../publication/tree/tree-behind.js';
import { type Fault, faultOf } from '../repository/fault.js';
import type { FieldError } from '../therapy/field-error.js';
import { ProblemException } from './problem.js';

const BODY_TOO_LARGE = [413, 'BODY_TOO_LARGE', 'The body is larger than this request may be.'] as const;
const MALFORMED = [400, 'MALFORMED_JSON', 'The body is not valid JSON in UTF-8.'] as const;
const MALFORMED_URL = [400, 'MALFORMED_URL', 'The path is not a valid percent-encoded URL.'] as const;

/** The server's own refusals, by its error codes. */
const FASTIFY: Readonly<Record<string, readonly [number, string, string]>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: BODY_TOO_LARGE,
  FST_ERR_CTP_INVALID_MEDIA_TYPE: [
    415,
    'UNSUPPORTED_MEDIA_TYPE',
    'The content type is not one that this request takes; bodies are application/json, imports application/x-ndjson.',
  ],
  FST_ERR_CTP_INVALID_JSON_BODY: MALFORMED,
  FST_ERR_CTP_EMPTY_JSON_BODY: [400, 'MALFORMED_JSON', 'The body is empty, though its type is JSON.'],
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: [
    400,
    'INVALID_CONTENT_LENGTH',
    'The body is not as long as Content-Length says.',
  ],
  FST_ERR_BAD_URL: MALFORMED_URL,
  FST_ERR_MAX_PARAM_LENGTH: [414, 'URI_TOO_LONG', 'A part of the path is too long.'],
};

const CODES: Readonly<Record<number, string>> = {
  400: 'BAD_REQUEST',
  404: 'NOT_FOUND',
  413: 'BODY_TOO_LARGE',
  415: 'UNSUPPORTED_MEDIA_TYPE',
};

const codeOf = (status: number) =>
  CODES[status] ?? (STATUS_CODES[status] ?? 'ERROR').toUpperCase().replaceAll(/[^A-Z]+/g, '_');

function errorsOf(exception: HttpException): readonly FieldError[] | undefined {
  const response = exception.getResponse();
  const errors = typeof response === 'object' ? (response as { errors?: unknown }).errors : undefined;
  return Array.isArray(errors) ? (errors as FieldError[]) : undefined;
}

function fastifyProblem(error: unknown): ProblemException | undefined {
  const { code, statusCode } = error as { code?: unknown; statusCode?: unknown };
  if (typeof code !== 'string' || typeof statusCode !== 'number' || statusCode >= 500) return undefined;
  const known = FASTIFY[code];
  if (known) return new ProblemException(...known);
  return new ProblemException(statusCode, codeOf(statusCode), (error as Error).message);
}

const STATUS_OF: Readonly<Record<Fault['kind'], number>> = {
  refused: 422,
  unknown: 404,
  gone: 410,
  conflict: 409,
  stale: 412,
  'too-large': 413,
  unavailable: 503,
  unreadable: 500,
};

const sentence = (text: string) => `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;

function faultProblem({ kind, code, detail, errors, members, revision }: Fault): ProblemException {
  const headers = {
    ...(kind === 'unavailable' && { 'retry-after': '1' }),
    ...(revision !== undefined && { etag: `"${revision}"` }),
  };
  return new ProblemException(STATUS_OF[kind], code, sentence(detail), { errors, headers, members });
}

/** Undefined for what nobody foresaw. */
function foreseen(error: unknown): Fault | undefined {
  if (!(error instanceof TreeBehind)) return faultOf(error);
  const { treeSize, eventsBehind, message: detail } = error;
  return { kind: 'unavailable', code: 'TREE_BEHIND', detail, members: { treeSize, eventsBehind } };
}

/** What a client is told of anything that was thrown; of the service's own faults nothing but that. */
export function problemOf(error: unknown): ProblemException {
  if (error instanceof ProblemException) return error;
  const fault = foreseen(error);
  if (fault) return faultProblem(fault);
  if (error instanceof HttpException) {
    const status = error.getStatus();
    const byServer = error.cause ? fastifyProblem(error.cause) : undefined;
    if (byServer) return byServer;
    if (status < 500) {
      return new ProblemException(status, codeOf(status), error.message, { errors: errorsOf(error) });
    }
  } else if (error instanceof Error) {
    const byServer = fastifyProblem(error);
    if (byServer) return byServer;
  }
  return new ProblemException(
    500,
    'INTERNAL_ERROR',
    'The service failed to answer; its log has the cause under the identifier given as instance.',
  );
}
