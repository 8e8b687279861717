import { HttpException } from '@nestjs/common';
import type { FastifyError } from 'fastify';
import { Fault } from '../../faults/fault.js';
import type { FieldError } from '../../faults/field-error.js';
import { type WayCode, WayRefused } from '../../ways/refused.js';
import { STATUS_OF } from '../../faults/status.js';
import { ProblemException, type CodeWithStatus } from './problem.js';
import { SERVER_REFUSALS, refusedWith } from './server-refusals.js';

function errorsOf(exception: HttpException): readonly FieldError[] | undefined {
  const response = exception.getResponse();
  const errors = typeof response === 'object' ? (response as { errors?: unknown }).errors : undefined;
  return Array.isArray(errors) ? (errors as FieldError[]) : undefined;
}

function serverProblem(error: unknown): ProblemException | undefined {
  const { code, statusCode, message } = (error ?? {}) as Partial<FastifyError>;
  if (typeof code !== 'string' || typeof statusCode !== 'number' || statusCode >= 500) return undefined;
  return new ProblemException(...(SERVER_REFUSALS[code] ?? refusedWith(statusCode, message ?? '')));
}

const sentence = (text: string) => `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;

function faultProblem({ kind, code, detail, errors, members, currentRevision }: Fault): ProblemException {
  const headers = {
    ...(kind === 'unavailable' && { 'retry-after': '1' }),
    ...(currentRevision !== undefined && { etag: `"${currentRevision}"` }),
  };
  // That the code is one of its kind, a fault was made with.
  const problem = [STATUS_OF[kind], code, sentence(detail)] as unknown as CodeWithStatus;
  return new ProblemException(...problem, { errors, headers, members });
}

const STATUS_OF_WAY: Readonly<Record<WayCode, number>> = {
  TOKEN_INVALID: 401,
  REAUTHENTICATION_REQUIRED: 401,
  KEY_REVOKED: 403,
  SIGNER_CHANGED: 403,
  FORBIDDEN: 403,
  IDP_UNAVAILABLE: 503,
};

function wayProblem({ code, detail, more: { headers, members } }: WayRefused): ProblemException {
  const problem = [STATUS_OF_WAY[code], code, detail] as unknown as CodeWithStatus;
  return new ProblemException(...problem, { headers, members });
}

/** What a client is told of anything that was thrown; of the service's own faults nothing but that. */
export function problemOf(error: unknown): ProblemException {
  if (error instanceof ProblemException) return error;
  if (error instanceof Fault) return faultProblem(error);
  if (error instanceof WayRefused) return wayProblem(error);
  const byServer = serverProblem(error instanceof HttpException ? error.cause : error);
  if (byServer) return byServer;
  if (error instanceof HttpException && error.getStatus() < 500)
    return new ProblemException(...refusedWith(error.getStatus(), error.message), {
      errors: errorsOf(error),
    });
  return new ProblemException(
    500,
    'INTERNAL_ERROR',
    'The service failed to answer; its log has the cause under the identifier given as instance.',
  );
}
