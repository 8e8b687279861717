import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createApp } from '../../../src/api/create-app.js';
import { readSettings } from '../../../src/config/settings.js';
import { DemoModule } from './demo.js';

const settings = readSettings({ LOG_LEVEL: 'silent' });

/** The demo, served inside the test's own process. */
export async function startDemo() {
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
  return { app, ask, post };
}

export type Demo = Awaited<ReturnType<typeof startDemo>>;
