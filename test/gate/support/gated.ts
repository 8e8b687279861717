import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { RouteOptions } from 'fastify';
import { createApp } from '../../../src/api/create-app.js';
import { WaysIn } from '../../../src/api/gate/ways-in.js';
import { ProblemException } from '../../../src/api/problems/problem.js';
import type { Subject } from '../../../src/access/subject.js';
import { AppModule } from '../../../src/app.module.js';
import { prepareDataDir } from '../../../src/config/data-dir.js';
import { type Settings, readSettings } from '../../../src/config/settings.js';
import { problemPage } from '../../../src/web/shell/problem-page.js';
import { tellReaders } from '../../../src/web/shell/reader.js';
import { serveAssets } from '../../../src/web/shell/serve-assets.js';

export interface Gated {
  readonly app: NestFastifyApplication;
  /** As the server's own table has them. */
  readonly routes: readonly RouteOptions[];
  close(): Promise<void>;
}

/**
 * The whole service in this process, into which people come by a header that names them.
 * @param more other settings, and in which directory it is kept
 */
export async function gated(
  people: Readonly<Record<string, Subject>> = {},
  { keptIn, ...more }: Partial<Settings> & { readonly keptIn?: string } = {},
): Promise<Gated> {
  const dataDir = keptIn ?? (await mkdtemp(join(tmpdir(), 'gated-')));
  const settings = { ...readSettings({ DATA_DIR: dataDir, PORT: '0', LOG_LEVEL: 'error' }), ...more };
  prepareDataDir(settings.dataDir);
  const app = await createApp(AppModule.with(settings), settings, {
    page: problemPage,
    first: tellReaders(settings),
  });
  const routes: RouteOptions[] = [];
  app
    .getHttpAdapter()
    .getInstance()
    .addHook('onRoute', (route) => void routes.push(route));
  await serveAssets(app);
  const ways = app.get(WaysIn, { strict: false });
  ways.subjectOf = async ({ headers: { authorization } }) => {
    const subject = people[authorization?.slice('Bearer '.length) ?? ''];
    if (subject) return subject;
    throw new ProblemException(401, 'UNAUTHENTICATED', 'Nobody is logged in.');
  };
  await app.init();
  await app.getHttpAdapter().getInstance().ready();
  return {
    app,
    routes,
    async close() {
      await app.close();
      if (keptIn === undefined) await rm(dataDir, { recursive: true, force: true });
    },
  };
}
