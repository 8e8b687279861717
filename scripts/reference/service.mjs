import { readdirSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';
import { createApp } from '../../dist/api/create-app.js';
import { AppModule } from '../../dist/app.module.js';
import { readSettings } from '../../dist/config/settings.js';
import { Metrics } from '../../dist/observability/metrics.js';
import { streamEventTypes } from '../../dist/streams/event-types.js';
import { eventTypes } from '../../dist/therapy/events/index.js';

/** Also what an SQLite database keeps beside itself. */
const filesIn = (directory) =>
  readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => relative(directory, join(parentPath, name)).split(sep).join('/'));

/** Starts the service in a new data directory, records one event, and gives what can then be seen of it. */
export async function withService(dataDir, use) {
  const settings = readSettings({ DATA_DIR: dataDir, LOG_LEVEL: 'silent', PORT: '0' });
  const app = await createApp(AppModule.with(settings), settings);
  await app.init();
  try {
    const ask = async (request) => {
      const { statusCode, body } = await app.inject({ ...request, headers: { host: 'localhost' } });
      if (statusCode >= 300) throw new Error(`${request.url}: ${statusCode} ${body}`);
      return body;
    };
    const { occurredAt, data } = eventTypes.TherapyRegistered.example;
    const payload = { type: 'TherapyRegistered', occurredAt, data };
    await ask({ method: 'POST', url: '/v1/therapies/t-1/events', payload });
    await ask({ url: '/v1/ledger/checkpoint' });
    return await use({
      // The data of the types that have no request body, too.
      schemas: SwaggerModule.createDocument(app, new DocumentBuilder().build(), {
        extraModels: [...Object.values(eventTypes), ...Object.values(streamEventTypes)].map(
          ({ dataClass }) => dataClass,
        ),
      }),
      openApi: JSON.parse(await ask({ url: '/openapi.json' })),
      metrics: await app.get(Metrics, { strict: false }).registry.getMetricsAsJSON(),
      files: filesIn(dataDir),
    });
  } finally {
    await app.close();
  }
}
