import compress from '@fastify/compress';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { ASSETS, ASSET_FOLDERS } from './assets.js';

const YEAR_MS = 365 * 24 * 3_600_000;

/** What the pages load, and smaller on the way; before the application listens. */
export async function serveAssets(app: NestFastifyApplication): Promise<void> {
  await app.register(compress, {
    customTypes: /^(text\/(html|css|javascript)|application\/(javascript|json))/,
  });
  app.useStaticAssets({
    root: ASSET_FOLDERS,
    prefix: ASSETS,
    decorateReply: false,
    index: false,
    immutable: true,
    maxAge: YEAR_MS,
  });
}
