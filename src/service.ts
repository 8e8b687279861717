import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { DestinationStream } from 'pino';
import { createApp } from './api/create-app.js';
import { AppModule } from './app.module.js';
import { CannotListen } from './cannot-start.js';
import type { Settings } from './config/settings.js';
import { problemPage } from './web/shell/problem-page.js';
import { serveAssets } from './web/shell/serve-assets.js';

const LISTEN_FAULTS: Readonly<Record<string, string>> = {
  EADDRINUSE: 'is in use by another process; stop it or choose another PORT (0: any free port)',
  EACCES: 'may not be opened by this user; choose a PORT from 1024 up',
  EADDRNOTAVAIL: 'is not an address of this machine; choose another HOST',
};

/**
 * The whole service with its pages, ready to listen.
 * @param log where it logs to; without, standard output
 */
export async function createService(
  settings: Settings,
  log?: DestinationStream,
): Promise<NestFastifyApplication> {
  const app = await createApp(AppModule.with(settings), settings, { page: problemPage, log });
  await serveAssets(app);
  return app;
}

/**
 * @returns the address that it listens on
 * @throws CannotListen
 */
export async function listen(app: NestFastifyApplication, { port, host }: Settings): Promise<string> {
  try {
    await app.listen(port, host);
  } catch (error) {
    const fault = LISTEN_FAULTS[(error as NodeJS.ErrnoException).code ?? ''];
    if (fault === undefined) throw error;
    throw new CannotListen(`PORT ${port} on HOST ${host} ${fault}.`, { cause: error });
  }
  return app.getUrl();
}
