import { STATUS_CODES } from 'node:http';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ProblemException } from './problem.js';

/** What a handler may have said of the answer that a problem now stands for. */
const OF_THE_ANSWER = ['content-disposition', 'content-encoding', 'content-length', 'etag', 'last-modified'];

export function answerProblem(problem: ProblemException, request: FastifyRequest, reply: FastifyReply): void {
  const { errors, headers, members } = problem.extra;
  const status = problem.getStatus();
  for (const name of OF_THE_ANSWER) reply.removeHeader(name);
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
    .status(status)
    .headers({ 'cache-control': 'no-store', 'x-request-id': request.id, ...headers })
    .header('content-type', 'application/problem+json')
    // As bytes: to text the server would add a charset, which this type does not have.
    .send(Buffer.from(JSON.stringify(body)));
}
