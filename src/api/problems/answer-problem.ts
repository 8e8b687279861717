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

/** As problem details for programs, and where a browser asks, and there is one, as a page. */
export function answerProblem(
  problem: ProblemException,
  request: FastifyRequest,
  reply: FastifyReply,
  page?: ProblemPage,
): void {
  const { errors, headers, members } = problem.extra;
  const status = problem.getStatus();
  for (const name of OF_THE_ANSWER) reply.removeHeader(name);
  void reply.status(status).headers({ 'cache-control': 'no-store', 'x-request-id': request.id, ...headers });
  if (page && wantsPage(request)) {
    void reply.header('content-type', 'text/html; charset=utf-8').send(page(problem, request.id));
    return;
  }
  const body = {
    type: 'about:blank',
    title: STATUS_CODES[status] ?? 'Error',
    status,
    detail: problem.detail,
    code: problem.code,
    instance: `urn:uuid:${request.id}`,
    ...(errors && { errors }),
    ...members,
  };
  void reply
    .header('content-type', 'application/problem+json')
    // As bytes: to text the server would add a charset, which this type does not have.
    .send(Buffer.from(JSON.stringify(body)));
}
