import { ANYBODY } from '../../src/access/subject.js';
import { declaredElsewhere } from '../../src/api/gate/declared-elsewhere.js';
import type { GateConfig } from '../../src/api/gate/needs.js';
import { type Gated, gated } from './support/gated.js';

let service: Gated;
beforeAll(async () => {
  service = await gated({ root: ANYBODY });
}, 60_000);
afterAll(() => service.close());

describe('every route of the service', () => {
  it('declares what it needs', () => {
    expect(service.routes.length).toBeGreaterThan(60);
    const undeclared = service.routes.filter(
      ({ url, config }) => !((config ?? {}) as GateConfig).need && !declaredElsewhere(url),
    );
    expect(undeclared.map(({ method, url }) => `${String(method)} ${url}`)).toEqual([]);
  });
});

it('the OpenAPI document shows what each operation needs', async () => {
  const { body } = await service.app.inject({
    url: '/openapi.json',
    headers: { host: '127.0.0.1', authorization: 'Bearer root' },
  });
  const { paths } = JSON.parse(body) as { paths: Record<string, Record<string, object>> };
  const shown = Object.entries(paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, operation]) => [
      `${method} ${path}`,
      (operation as Record<string, unknown>)['x-permission'],
    ]),
  );
  expect(shown.filter(([, permission]) => typeof permission !== 'string')).toEqual([]);
  expect(Object.fromEntries(shown)).toMatchObject({
    'get /v1/therapies/{therapyId}/state': 'therapy:read',
    'post /v1/therapies/{therapyId}/events': 'therapy:record',
    'post /v1/therapies/{therapyId}/audit/signatures': 'audit:sign',
    'get /v1/policies': 'any role',
    'get /v1/ledger/checkpoint': 'none',
  });
});
