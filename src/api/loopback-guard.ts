import type { FastifyInstance, FastifyRequest } from 'fastify';
import { isLoopback } from '../config/loopback.js';
import { ProblemException } from './problems/problem.js';

const AUTHORITY = /^(?:\[(?<v6>[0-9a-f:.]+)\]|(?<name>[^:[\]]+))(?::\d{1,5})?$/i;

const namesThisMachine = (authority: string): boolean => {
  const groups = AUTHORITY.exec(authority)?.groups;
  const name = groups?.['v6'] ?? groups?.['name'];
  return name !== undefined && isLoopback(name);
};

/** What programs read; everything else is for people. */
const FOR_PROGRAMS = /^\/(?:v1|tlog|metrics|openapi\.json|health)(?:[/?]|$)/;

/** By what a browser says of its request: somebody follows a link to a page, in a window that will show it. */
const followsLink = ({ method, url, headers }: FastifyRequest): boolean =>
  (method === 'GET' || method === 'HEAD') &&
  headers['sec-fetch-mode'] === 'navigate' &&
  headers['sec-fetch-dest'] === 'document' &&
  !FOR_PROGRAMS.test(url);

const isForeignSite = (site: string | string[] | undefined): boolean =>
  site === 'cross-site' || site === 'same-site';

/**
 * Without access control the only border is this machine. A web page elsewhere could cross it through the user's
 * browser: by a name of its own that resolves to 127.0.0.1 (`Host`), or by a request across origins (`Origin`). A picture
 * or a script that it names comes without `Origin`, and would make the service work for an answer that nobody reads.
 */
export function guardLoopback(server: FastifyInstance): void {
  let lastGood: string | undefined;
  server.addHook('onRequest', (request, _reply, done) => {
    const { host, origin } = request.headers;
    if (host === undefined || (host !== lastGood && !namesThisMachine(host))) {
      return done(
        new ProblemException(
          403,
          'FOREIGN_HOST',
          'Without access control the service answers only to loopback names: 127.0.0.0/8, [::1], localhost.',
        ),
      );
    }
    lastGood = host;
    if (origin !== undefined && origin.toLowerCase() !== `http://${host.toLowerCase()}`) {
      return done(
        new ProblemException(
          403,
          'FOREIGN_ORIGIN',
          'Without access control the service answers to no other web origin than its own.',
        ),
      );
    }
    if (isForeignSite(request.headers['sec-fetch-site']) && !followsLink(request)) {
      return done(
        new ProblemException(
          403,
          'FOREIGN_SITE',
          'Without access control the service answers to no page of another site but by a link to one of its own pages.',
        ),
      );
    }
    done();
  });
}
