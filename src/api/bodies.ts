import { isUtf8 } from 'node:buffer';
import { Readable } from 'node:stream';
import { errorCodes, type FastifyInstance, type FastifyRequest } from 'fastify';
import { NAMED_TWICE, repeatedMember } from '../therapy/repeated-member.js';
import { ProblemException } from './problems/problem.js';
import { addRouteConfig } from './route-config.js';

/** Of a JSON body, in bytes. */
export const BODY_LIMIT = 1024 * 1024;

/** So much is unpacked of any body, bytes; beyond it no more than so many times what was sent: lines of events need less. */
const UNPACKED_FREELY = 16 * 1024 * 1024;
const MOST_TIMES = 100;

interface BodyConfig {
  readonly body?: 'ndjson' | 'form';
}

/**
 * The route takes `application/x-ndjson` and nothing else. Its `@Body()` is a `Readable` of unlimited length that has
 * not been read: whoever handles it counts, and reads to the end or refuses.
 */
export const TakesNdjson = (): MethodDecorator => addRouteConfig({ body: 'ndjson' } satisfies BodyConfig);

/** The route takes the form of a page and nothing else; its `@Body()` is `URLSearchParams`. */
export const TakesForm = (): MethodDecorator => addRouteConfig({ body: 'form' } satisfies BodyConfig);

const bodyOf = (request: FastifyRequest) =>
  (request.routeOptions.config as BodyConfig | undefined)?.body ?? 'json';

const wrongType = (request: FastifyRequest) =>
  new errorCodes.FST_ERR_CTP_INVALID_MEDIA_TYPE(request.headers['content-type']);

const namedTwice = (pointer: string) =>
  new ProblemException(400, 'MEMBER_REPEATED', 'An object of the body names a member twice.', {
    errors: [{ pointer, detail: NAMED_TWICE }],
  });

interface Unpacked extends Readable {
  readonly receivedEncodedLength: number;
}

const isUnpacked = (payload: Readable): payload is Unpacked => 'receivedEncodedLength' in payload;

/** A body that came packed, as far as it is no bigger than what lines of events can be packed from. */
async function* bounded(payload: Unpacked): AsyncGenerator<Buffer> {
  let length = 0;
  for await (const chunk of payload as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > UNPACKED_FREELY && length > MOST_TIMES * payload.receivedEncodedLength)
      throw new ProblemException(
        413,
        'BODY_TOO_LARGE',
        `Unpacked the body is more than ${MOST_TIMES} times as long as what was sent.`,
      );
    yield chunk;
  }
}

/** JSON; where a route asks for it a stream of lines, or a form. */
export function readBodies(server: FastifyInstance): void {
  server.removeAllContentTypeParsers();
  const parseJson = server.getDefaultJsonParser('error', 'error');
  server.addContentTypeParser<Buffer>('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    if (bodyOf(request) !== 'json') return done(wrongType(request));
    // Decoding would put U+FFFD for each invalid byte, and the ledger would keep what nobody wrote.
    if (!isUtf8(body)) return done(new errorCodes.FST_ERR_CTP_INVALID_JSON_BODY());
    const text = body.toString();
    return parseJson(request, text, (error: Error | null, value?: unknown) => {
      if (error) return done(error);
      const pointer = repeatedMember(text);
      return pointer === undefined ? done(null, value) : done(namedTwice(pointer));
    });
  });
  server.addContentTypeParser('application/x-ndjson', (request, payload, done) => {
    if (bodyOf(request) !== 'ndjson') return done(wrongType(request));
    const body: Readable = payload;
    done(null, isUnpacked(body) ? Readable.from(bounded(body)) : body);
  });
  server.addContentTypeParser<string>(
    'application/x-www-form-urlencoded',
    { parseAs: 'string' },
    (request, body, done) => {
      if (bodyOf(request) === 'form') done(null, new URLSearchParams(body));
      else done(wrongType(request));
    },
  );
}
