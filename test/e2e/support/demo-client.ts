import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createApp } from '../../../src/api/create-app.js';
import { readSettings } from '../../../src/config/settings.js';
import { DemoModule } from './demo.js';

/** The demo, served inside the test's own process, on data of its own. */
export async function startDemo() {
  const directory = await mkdtemp(join(tmpdir(), 'pump-ledger-demo-'));
  const settings = readSettings({ LOG_LEVEL: 'silent', DATA_DIR: directory });
  const app: NestFastifyApplication = await createApp(DemoModule.with(settings), settings);
  await app.listen(0, '127.0.0.1');
  const base = await app.getUrl();
  const ask = async (path: string, init?: RequestInit) => {
    const answer = await fetch(`${base}${path}`, init);
    const body = (await answer.json()) as Record<string, unknown>;
    return { status: answer.status, headers: answer.headers, body };
  };
  const post = (path: string, type: string, body: RequestInit['body']) =>
    ask(path, { method: 'POST', body, headers: { 'content-type': type } });
  const close = async () => {
    await app.close();
    await rm(directory, { recursive: true, force: true });
  };
  return { app, ask, post, close };
}

export type Demo = Awaited<ReturnType<typeof startDemo>>;
