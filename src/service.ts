import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import type { DestinationStream } from 'pino';
import { createApp } from './api/create-app.js';
import { AppModule } from './app.module.js';
import { refuseUnguarded, rememberGuarded } from './config/auth-mark.js';
import type { Settings } from './config/settings.js';
import { listen } from './listen.js';
import { Starting } from './starting.js';
import { problemPage } from './web/shell/problem-page.js';
import { tellLanguages } from './web/shell/languages.js';
import { tellReaders } from './web/shell/reader.js';
import { serveAssets } from './web/shell/serve-assets.js';

export { Starting };

/**
 * The whole service with its pages.
 * @param log where it logs to; without, standard output
 * @throws StartEnded, CannotListen
 */
export async function createService(
  settings: Settings,
  starting: Starting,
  log?: DestinationStream,
): Promise<NestFastifyApplication> {
  try {
    refuseUnguarded(settings);
    const first = (server: FastifyInstance): void => {
      tellReaders(settings)(server);
      tellLanguages(settings)(server);
    };
    const created = createApp(AppModule.with(settings, starting), settings, {
      page: problemPage,
      first,
      log,
    });
    const app = await Promise.race([created, starting.failed]);
    rememberGuarded(settings);
    await serveAssets(app);
    return app;
  } catch (error) {
    await starting.close();
    throw error;
  }
}

/**
 * Takes requests, in the place of who said how far the start is.
 * @returns the address that it listens on
 * @throws CannotListen
 */
export async function serve(
  app: NestFastifyApplication,
  settings: Settings,
  starting: Starting,
): Promise<string> {
  let port: number;
  try {
    await app.init();
  } finally {
    port = await starting.close();
  }
  return listen(app, { ...settings, port });
}
