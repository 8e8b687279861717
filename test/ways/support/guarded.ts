import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createApp } from '../../../src/api/create-app.js';
import { AppModule } from '../../../src/app.module.js';
import { prepareDataDir } from '../../../src/config/data-dir.js';
import { type Settings, readSettings } from '../../../src/config/settings.js';
import { problemPage } from '../../../src/web/shell/problem-page.js';
import { tellReaders } from '../../../src/web/shell/reader.js';
import { serveAssets } from '../../../src/web/shell/serve-assets.js';
import { Browser } from '../../support/provider/browser.js';
import {
  CLIENT_ID,
  CLIENT_SECRET,
  type LocalProvider,
  type Person,
  type ProviderOptions,
  startProvider,
} from '../../support/provider/provider.js';

export const PEOPLE: readonly Person[] = [
  { sub: 'rea', name: 'Rea Reader', roles: ['reader'], sites: ['north'] },
  { sub: 'rec', name: 'Ric Recorder', roles: ['recorder'], sites: ['*'] },
  { sub: 'rev', name: 'Reva Reviewer', roles: ['reviewer'], sites: ['*'] },
  { sub: 'off', name: 'Olaf Officer', roles: ['officer'], sites: ['*'] },
  { sub: 'adm', name: 'Ada Admin', roles: ['admin'], sites: ['*'] },
  { sub: 'non', name: 'Nora None', roles: ['gardener'], sites: ['north'] },
];

export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as { port: number };
  await new Promise((done) => server.close(done));
  return port;
}

/** A log that several services share, and the provider at which the first of them is known. */
export interface SharedLog extends Pick<
  Settings,
  'eventStore' | 'kurrentdbUrl' | 'masterKey' | 'signingKeyFile'
> {
  readonly provider?: LocalProvider;
}

export interface Guarded {
  readonly url: string;
  readonly provider: LocalProvider;
  readonly dataDir: string;
  readonly accessFile: string;
  readonly app: NestFastifyApplication;
  /** A browser in which somebody is logged in. */
  loggedIn(sub: string, browser?: Browser): Promise<Browser>;
  /** Ends the service, and starts it anew on the same data. */
  restart(meanwhile?: () => void): Promise<void>;
  close(): Promise<void>;
}

/** The whole service in this process with `AUTH=oidc`, and a provider beside it. */
export async function guarded(
  env: Readonly<Record<string, string | undefined>> = {},
  options: Partial<ProviderOptions> = {},
  access: unknown = {},
  shared?: SharedLog,
): Promise<Guarded> {
  const folder = await mkdtemp(join(tmpdir(), 'guarded-'));
  const dataDir = join(folder, 'data');
  const accessFile = join(folder, 'access.json');
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const provider = shared?.provider ?? (await startProvider({ people: PEOPLE, publicUrl: url, ...options }));
  await writeFile(join(folder, 'secret'), CLIENT_SECRET);
  await writeFile(accessFile, JSON.stringify(access));
  const { provider: anothers, ...onServer } = shared ?? {};
  const given = {
    DATA_DIR: dataDir,
    PORT: String(port),
    LOG_LEVEL: 'silent',
    AUTH: 'oidc',
    PUBLIC_URL: url,
    OIDC_ISSUER: provider.issuer,
    OIDC_CLIENT_ID: CLIENT_ID,
    OIDC_CLIENT_SECRET_FILE: join(folder, 'secret'),
    ACCESS_FILE: accessFile,
    ...env,
  };
  const start = async () => {
    const settings = { ...readSettings(given), ...onServer };
    prepareDataDir(settings.dataDir);
    const app = await createApp(AppModule.with(settings), settings, {
      page: problemPage,
      first: tellReaders(settings),
    });
    try {
      await serveAssets(app);
      await app.init();
      await app.listen(port, '127.0.0.1');
    } catch (error) {
      await app.close();
      throw error;
    }
    return app;
  };
  const end = async () => {
    if (!anothers) await provider.close();
    await rm(folder, { recursive: true, force: true });
  };
  let app = await start().catch(async (error: unknown) => {
    await end();
    throw error;
  });
  return {
    url,
    provider,
    dataDir,
    accessFile,
    get app() {
      return app;
    },
    async loggedIn(sub, browser = new Browser()) {
      const page = await browser.follow(`${url}/auth/login`);
      if (!page.at.includes('/interaction/')) throw new Error(`no page of persons: ${await page.text()}`);
      const end = await browser.choose(page.at, sub);
      if (end.status >= 400) throw new Error(`login of ${sub}: ${end.status} ${await end.text()}`);
      return browser;
    },
    async restart(meanwhile) {
      await app.close();
      meanwhile?.();
      app = await start();
    },
    async close() {
      await app.close();
      await end();
    },
  };
}
