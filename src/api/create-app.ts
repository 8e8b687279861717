import { randomUUID } from 'node:crypto';
import type { DynamicModule } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { DestinationStream } from 'pino';
import { Settings } from '../config/settings.js';
import { observeRequests } from '../observability/observe-requests.js';
import { PinoLogger } from '../observability/pino-logger.js';
import { type ProblemPage, answerProblem } from './problems/answer-problem.js';
import { BODY_LIMIT, readBodies } from './bodies.js';
import { answerClientError } from './problems/client-errors.js';
import { endStreams } from './gate/end-streams.js';
import { guardAccess } from './gate/guard-access.js';
import { guardOrigin } from './gate/guard-origin.js';
import { settleKept } from './gate/settle-kept.js';
import { withholdValues } from './gate/withhold-values.js';
import { noteAccess } from './gate/note-access.js';
import { dropOnHangUp } from './hang-ups.js';
import { guardLoopback } from './loopback-guard.js';
import { serveOpenApi } from './openapi.js';
import { ProblemFilter } from './problems/problem.filter.js';
import { problemOf } from './problems/problem-of.js';
import { reachedBy } from './reached-by.js';
import { RouteTable } from './route-table.js';
import { secureHeaders } from './security-headers.js';

interface Shown {
  /** What a browser is shown of a problem. */
  readonly page?: ProblemPage;
  /** Adds hooks before all others. */
  readonly first?: (server: FastifyInstance) => void;
  /** Where to log to; without, standard output. */
  readonly log?: DestinationStream;
}

/** The service, ready to listen. `root` must provide `Settings`. */
export async function createApp(
  root: DynamicModule,
  settings: Settings,
  shown: Shown = {},
): Promise<NestFastifyApplication> {
  const app = await createBareApp(root, settings, shown);
  const server = app.getHttpAdapter().getInstance();
  observeRequests(server, app);
  guardAccess(server, app, shown.page);
  settleKept(server, app, shown.page);
  withholdValues(server);
  endStreams(server, app);
  noteAccess(server, app, shown.page);
  serveOpenApi(app);
  return app;
}

/** Takes requests and answers problems as the service does, whatever `root` serves. */
export async function createBareApp(
  root: DynamicModule,
  settings: Settings,
  { page, first, log }: Shown,
): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter({
    bodyLimit: BODY_LIMIT,
    forceCloseConnections: true,
    genReqId: () => randomUUID(),
    clientErrorHandler: answerClientError,
    ...reachedBy(settings),
    // What the router refuses reaches no filter.
    frameworkErrors: (error: unknown, request: FastifyRequest, reply: FastifyReply) =>
      answerProblem(problemOf(error), request, reply, page),
    routerOptions: { maxParamLength: 1024 },
  });
  const app = await NestFactory.create<NestFastifyApplication>(root, adapter, {
    abortOnError: false,
    bodyParser: false,
    logger: new PinoLogger(settings.logLevel, log),
  });
  const server = adapter.getInstance<FastifyInstance>();
  first?.(server);
  secureHeaders(app);
  if (settings.auth === 'off') guardLoopback(server);
  const { access } = settings as Settings & { readonly access?: { readonly publicUrl: string } };
  if (access) guardOrigin(server, access.publicUrl);
  readBodies(server);
  dropOnHangUp(server);
  app.useGlobalFilters(new ProblemFilter(new RouteTable(server), page));
  return app;
}
