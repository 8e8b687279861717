import { declaredElsewhere } from '../../src/api/gate/declared-elsewhere.js';
import type { GateConfig } from '../../src/api/gate/needs.js';
import { type Gated, gated } from './support/gated.js';

let service: Gated;
beforeAll(async () => {
  service = await gated();
}, 60_000);
afterAll(() => service.close());

describe('every route of the service', () => {
  it('declares what it needs', () => {
    expect(service.routes.length).toBeGreaterThan(60);
    const undeclared = service.routes.filter(
      ({ url, config }) => !(config as GateConfig | undefined)?.need && !declaredElsewhere(url),
    );
    expect(undeclared.map(({ method, url }) => `${String(method)} ${url}`)).toEqual([]);
  });
});
