import { type INestApplication, Logger } from '@nestjs/common';
import type { FastifyInstance } from 'fastify';
import { Metrics } from './metrics.js';

const SLOW_MS = 1_000;

/**
 * Counts each answer, and logs those that failed or were slow; every one at level debug. Neither bodies nor queries nor
 * paths are logged, only the pattern of the route.
 */
export function observeRequests(server: FastifyInstance, app: INestApplication): void {
  const metrics = app.get(Metrics);
  const logger = new Logger('Request');
  server.addHook('onResponse', (request, reply, done) => {
    const { method, id: requestId } = request;
    const route = request.is404 ? 'unknown' : (request.routeOptions.url ?? 'unknown');
    const { statusCode: status, elapsedTime } = reply;
    metrics.answered(method, route, status, elapsedTime / 1000);
    const notable = status >= 500 || elapsedTime >= SLOW_MS;
    if (notable || Logger.isLevelEnabled('debug')) {
      const entry = { requestId, method, route, status, ms: Math.round(elapsedTime) };
      if (notable) logger.log(entry);
      else logger.debug(entry);
    }
    done();
  });
}
