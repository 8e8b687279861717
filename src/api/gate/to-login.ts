import type { FastifyRequest } from 'fastify';
import { ProblemException } from '../problems/problem.js';

/** Somebody opens a page in a window that will show it. */
function navigates({ method, headers }: FastifyRequest): boolean {
  const mode = headers['sec-fetch-mode'];
  if (mode !== undefined) return mode === 'navigate';
  return method === 'GET' && (headers.accept ?? '').includes('text/html');
}

/** Where to log in first; undefined where a program asks, or something else is wrong. */
export function loginFor(request: FastifyRequest, error: unknown): string | undefined {
  const isUnknown = error instanceof ProblemException && error.code === 'UNAUTHENTICATED';
  if (!isUnknown || request.headers.authorization !== undefined || !navigates(request)) return undefined;
  if (request.method === 'GET' || request.method === 'HEAD')
    return `/auth/login?return=${encodeURIComponent(request.url)}`;
  // What a form sent cannot be sent again by going there, and its answer may not lead to the provider.
  return '/auth/login?return=%2F&page=';
}
