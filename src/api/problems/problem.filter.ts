import { type ArgumentsHost, Catch, type ExceptionFilter, Logger, NotFoundException } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type ProblemPage, answerProblem } from './answer-problem.js';
import { ProblemException } from './problem.js';
import { problemOf } from './problem-of.js';
import { GivenUp } from '../../threads/errors.js';
import type { RouteTable } from '../route-table.js';

/** Answers everything thrown as `application/problem+json`, or a browser with a page; logs the service's own faults. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger('Problem');

  constructor(
    private readonly routes: RouteTable,
    private readonly page?: ProblemPage,
  ) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const reply = http.getResponse<FastifyReply>();
    // Somebody who hung up is no fault of the service, and hears no answer.
    if (error instanceof GivenUp || (request.raw.destroyed && !request.raw.complete))
      return void reply.raw.destroy();
    const unrouted = request.is404 && error instanceof NotFoundException;
    const problem = unrouted ? this.unknownRoute(request) : problemOf(error);
    const status = problem.getStatus();
    if (status >= 500) this.log(error, problem, request);
    // An answer that had begun to stream cannot become a problem: cut it, so that nobody takes it for whole.
    if (reply.raw.headersSent) return void reply.raw.destroy();
    answerProblem(problem, request, reply, this.page);
  }

  private unknownRoute(request: FastifyRequest): ProblemException {
    const allowed = this.routes.methodsOf(request.url);
    if (!allowed) return new ProblemException(404, 'NOT_FOUND', 'Nothing is served at this path; see /docs.');
    const allow = allowed.join(', ');
    return new ProblemException(405, 'METHOD_NOT_ALLOWED', `This path takes ${allow} only.`, {
      headers: { allow },
    });
  }

  private log(error: unknown, problem: ProblemException, request: FastifyRequest): void {
    const route = request.routeOptions?.url;
    const entry = { requestId: request.id, method: request.method, route, code: problem.code, err: error };
    this.logger.error(entry);
  }
}
