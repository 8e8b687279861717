import { isUtf8 } from 'node:buffer';
import { RouteConfig } from '@nestjs/platform-fastify';
import { errorCodes, type FastifyInstance, type FastifyRequest } from 'fastify';

/** Of a JSON body, in bytes. */
export const BODY_LIMIT = 1024 * 1024;

interface BodyConfig {
  readonly body?: 'ndjson';
}

/**
 * The route takes `application/x-ndjson` and nothing else. Its `@Body()` is a `Readable` of unlimited length that has
 * not been read: whoever handles it counts, and reads to the end or refuses.
 */
export const TakesNdjson = (): MethodDecorator => RouteConfig({ body: 'ndjson' } satisfies BodyConfig);

const takesNdjson = (request: FastifyRequest) =>
  (request.routeOptions.config as BodyConfig | undefined)?.body === 'ndjson';

const wrongType = (request: FastifyRequest) =>
  new errorCodes.FST_ERR_CTP_INVALID_MEDIA_TYPE(request.headers['content-type']);

/** JSON and, where a route asks for it, a stream of lines; forms and plain text are no bodies here. */
export function readBodies(server: FastifyInstance): void {
  server.removeAllContentTypeParsers();
  const parseJson = server.getDefaultJsonParser('error', 'error');
  server.addContentTypeParser<Buffer>('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    if (takesNdjson(request)) return done(wrongType(request));
    // Decoding would put U+FFFD for each invalid byte, and the ledger would keep what nobody wrote.
    if (!isUtf8(body)) return done(new errorCodes.FST_ERR_CTP_INVALID_JSON_BODY());
    return parseJson(request, body.toString(), done);
  });
  server.addContentTypeParser('application/x-ndjson', (request, payload, done) => {
    if (takesNdjson(request)) done(null, payload);
    else done(wrongType(request));
  });
}
