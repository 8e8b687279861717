import type { Server } from 'node:http';
import { type BeforeApplicationShutdown, Injectable } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';

const MOST_WAIT_MS = 5_000;
const LOOK_AGAIN_MS = 20;

/**
 * Takes no new connection and lets running requests finish, before the server cuts what is left. Long streams end
 * sooner if whoever feeds them ends them in `onModuleDestroy`, which runs before.
 */
@Injectable()
export class Drain implements BeforeApplicationShutdown {
  constructor(private readonly host: HttpAdapterHost) {}

  async beforeApplicationShutdown(): Promise<void> {
    const server = this.host.httpAdapter.getHttpServer() as Server;
    if (!server.listening) return;
    await new Promise<void>((resolve) => {
      const done = () => {
        clearInterval(idle);
        clearTimeout(timeout);
        resolve();
      };
      // A connection that is kept alive becomes idle only when its last answer has gone out.
      const idle = setInterval(() => server.closeIdleConnections(), LOOK_AGAIN_MS);
      const timeout = setTimeout(done, MOST_WAIT_MS);
      server.close(done);
    });
  }
}
