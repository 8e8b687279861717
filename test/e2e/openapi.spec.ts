import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { OpenAPIObject } from '@nestjs/swagger';
import { closeBodies } from '../../src/api/closed-bodies.js';
import { createApp } from '../../src/api/create-app.js';
import { readSettings } from '../../src/config/settings.js';
import { DemoModule } from './support/demo.js';

const directory = mkdtempSync(join(tmpdir(), 'pump-ledger-demo-'));
const settings = readSettings({ LOG_LEVEL: 'silent', DATA_DIR: directory });
let app: NestFastifyApplication;
let document: OpenAPIObject;

beforeAll(async () => {
  app = await createApp(DemoModule.with(settings), settings);
  await app.init();
  document = (await app.inject({ url: '/openapi.json', headers: { host: 'localhost' } })).json();
});
afterAll(async () => {
  await app?.close();
  rmSync(directory, { recursive: true, force: true });
});

it('shows the parameters as they are read', () => {
  const { parameters } = document.paths['/v1/demo/{therapyId}/dose']!.get!;
  const shown = (parameters as { name: string; in: string; required: boolean; schema: object }[]).toSorted(
    (a, b) => a.name.localeCompare(b.name),
  );
  expect(shown).toEqual([
    expect.objectContaining({ name: 'drug', in: 'query', required: true }),
    expect.objectContaining({ name: 'dryRun', schema: { type: 'boolean', default: false } }),
    expect.objectContaining({ name: 'from', in: 'query', required: true }),
    expect.objectContaining({ name: 'maxPoints', schema: { type: 'integer', minimum: 2, maximum: 100_000 } }),
    expect.objectContaining({
      name: 'site',
      required: false,
      schema: { type: 'string', enum: ['reservoir', 'tip'], default: 'reservoir' },
    }),
    expect.objectContaining({ name: 'therapyId', in: 'path', required: true }),
    expect.objectContaining({ name: 'to', required: false }),
  ]);
});

it('closes the schemas of bodies, however deep, and no others', () => {
  const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
  const schemas = {
    Body: { type: 'object', properties: { part: { oneOf: [ref('Part'), ref('Open')] } } },
    Part: { type: 'object', properties: { whole: ref('Body') } },
    Open: { type: 'object', properties: {}, additionalProperties: true },
    Answer: { type: 'object', properties: {} },
  };
  const post = {
    requestBody: { content: { 'application/json': { schema: ref('Body') } } },
    responses: { 200: { content: { 'application/json': { schema: ref('Answer') } } } },
  };
  closeBodies({ paths: { '/a': { post } }, components: { schemas } } as unknown as OpenAPIObject);
  expect(schemas).toMatchObject({
    Body: { additionalProperties: false },
    Part: { additionalProperties: false },
    Open: { additionalProperties: true },
  });
  expect(schemas.Answer).not.toHaveProperty('additionalProperties');
});
