import { STATUS_CODES } from 'node:http';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ProblemException } from './problem.js';

/** What a handler may have said of the answer that a problem now stands for. */
const OF_THE_ANSWER = ['content-disposition', 'content-encoding', 'content-length', 'etag', 'last-modified'];

/** A problem as a page for people. */
export type ProblemPage = (problem: ProblemException, instance: string) => string;

/** Under these paths are the interfaces for programs, whatever they say they accept. */
const FOR_PROGRAMS = /^\/(v1|tlog)\//;

const wantsPage = ({ url, headers }: FastifyRequest): boolean =>
  !FOR_PROGRAMS.test(url) && (headers.accept ?? '').includes('text/html');

interface ProblemAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Buffer;
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Of the problem with which it was answered. */
    problemCode?: string;
  }
}

/** As problem details for programs, and where a browser asks, and there is one, as a page. */
export function problemAnswer(
  problem: ProblemException,
  request: FastifyRequest,
  page?: ProblemPage,
): ProblemAnswer {
  const { errors, headers: more, members } = problem.extra;
  const status = problem.getStatus();
  const headers = { 'cache-control': 'no-store', 'x-request-id': request.id, ...more };
  if (page && wantsPage(request)) {
    const body = page(problem, request.id);
    return { status, headers: { ...headers, 'content-type': 'text/html; charset=utf-8' }, body };
  }
  const details = {
    type: 'about:blank',
    title: STATUS_CODES[status] ?? 'Error',
    status,
    detail: problem.detail,
    code: problem.code,
    instance: `urn:uuid:${request.id}`,
    ...(errors && { errors }),
    ...members,
  };
  // As bytes: to text the server would add a charset, which this type does not have.
  const body = Buffer.from(JSON.stringify(details));
  return { status, headers: { ...headers, 'content-type': 'application/problem+json' }, body };
}

/** Makes it the answer, but for its body. */
export function headProblem(reply: FastifyReply, { status, headers }: ProblemAnswer): void {
  for (const name of OF_THE_ANSWER) reply.removeHeader(name);
  void reply.status(status).headers(headers);
}

export function answerProblem(
  problem: ProblemException,
  request: FastifyRequest,
  reply: FastifyReply,
  page?: ProblemPage,
): void {
  request.problemCode = problem.code;
  const answer = problemAnswer(problem, request, page);
  headProblem(reply, answer);
  void reply.send(answer.body);
}
