import { STATUS_CODES } from 'node:http';
import { type ArgumentsHost, Catch, type ExceptionFilter, Logger } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { problemOf } from '../../api/problem-of.js';
import type { ProblemException } from '../../api/problem.js';
import { pageOf } from './page.js';
import { paths } from './paths.js';

/** What a reader is told of a refusal. */
export const problemPage = (problem: ProblemException, instance: string): string => {
  const title = STATUS_CODES[problem.getStatus()] ?? 'Error';
  return pageOf({
    title,
    children: (
      <>
        <h1>{title}</h1>
        <p>{problem.detail}</p>
        {problem.extra.errors && (
          <ul>
            {problem.extra.errors.map(({ pointer, detail }) => (
              <li key={pointer}>
                <code>{pointer.replace(/^\//, '')}</code> {detail}
              </li>
            ))}
          </ul>
        )}
        <p>
          <a href={paths.worklist()}>To the worklist</a>
        </p>
        <p class="quiet">
          <code>{problem.code}</code>, request <code>{instance}</code>
        </p>
      </>
    ),
  });
};

@Catch()
export class PageFilter implements ExceptionFilter {
  private readonly logger = new Logger('Page');

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const reply = http.getResponse<FastifyReply>();
    const problem = problemOf(error);
    const status = problem.getStatus();
    if (status >= 500) {
      const route = request.routeOptions?.url;
      this.logger.error({
        requestId: request.id,
        method: request.method,
        route,
        code: problem.code,
        err: error,
      });
    }
    if (reply.raw.headersSent) return void reply.raw.destroy();
    void reply
      .status(status)
      .headers({ 'x-request-id': request.id, ...problem.extra.headers })
      .header('content-type', 'text/html; charset=utf-8')
      .send(problemPage(problem, request.id));
  }
}
