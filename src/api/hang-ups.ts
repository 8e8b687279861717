import type { FastifyInstance } from 'fastify';
import { askedBy } from '../threads/asker.js';

/** What a client waits for is worked out only until it hangs up. */
export function dropOnHangUp(server: FastifyInstance): void {
  server.addHook('onRequest', (_request, { raw }, done) => {
    const hungUp = new AbortController();
    raw.once('close', () => {
      if (!raw.writableFinished) hungUp.abort();
    });
    askedBy(hungUp.signal, done);
  });
}
