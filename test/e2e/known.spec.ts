import type { Devices, Drugs } from '../../src/answers/dto/known.dto.js';
import { catheterModels, pumpModels } from '../../src/infusion/devices.js';
import { drugs } from '../../src/infusion/drugs.js';
import { type Client, startService } from './support/client.js';
import type { Server } from './support/server.js';

let server: Server;
let client: Client;
beforeAll(async () => void ({ server, client } = await startService()));
afterAll(() => server?.stop());

it('drugs, with their names and figures, each with its source', async () => {
  const { status, body } = await client.get<Drugs>('/v1/drugs');
  expect(status).toBe(200);
  expect(body.items.map(({ name }) => name)).toEqual(drugs.map(({ name }) => name));
  const baclofen = body.items[0]!;
  expect(baclofen.aliases).toContainEqual({
    name: 'gablofen',
    source: 'Gablofen, eMPR monograph',
    certainty: 'read-in-source',
  });
  const figures = new Map(baclofen.figures.map((figure) => [figure.name, figure]));
  expect([...figures.keys()]).toEqual([
    'status',
    'strengthsSoldMcgPerMl',
    'strengthRangeMcgPerMl',
    'largestSingleDoseMcg',
    'stabilityDays.anyFill',
  ]);
  expect(figures.get('strengthRangeMcgPerMl')).toEqual({
    name: 'strengthRangeMcgPerMl',
    value: { min: 50, max: 4000 },
    source: expect.stringContaining('the hospital must approve it'),
    certainty: 'proposed',
    needsApproval: true,
  });
  expect(figures.get('largestSingleDoseMcg')).toMatchObject({ value: 100, needsApproval: false });
});

it('models of pumps and catheters; what is not known is not there', async () => {
  const { status, body } = await client.get<Devices>('/v1/devices');
  expect(status).toBe(200);
  expect(body.items.map(({ kind, name }) => [kind, name])).toEqual([
    ...pumpModels.map(({ name }) => ['pump', name]),
    ...catheterModels.map(({ name }) => ['catheter', name]),
  ]);
  const named = (kind: string, name: string) =>
    body.items.find((item) => item.kind === kind && item.name === name)!;
  expect(named('pump', 'SynchroMed II')).toMatchObject({
    manufacturers: ['Medtronic'],
    aliases: expect.arrayContaining([expect.objectContaining({ name: '8637-40' })]),
    figures: expect.arrayContaining([
      expect.objectContaining({ name: 'tubingVolumeMl', value: 0.199, certainty: 'memory-medium' }),
      expect.objectContaining({ name: 'flowRangeMlPerDay', value: { min: 0.048, max: 24 } }),
    ]),
  });
  const names = named('pump', 'Prometra II').figures.map(({ name }) => name);
  expect(names).toContain('reservoirCapacitiesMl');
  expect(names).not.toContain('minimumRateMlPerDay');
  expect(named('catheter', 'SureStream').figures).toEqual([]);
});

it.each(['/v1/drugs?name=baclofen', '/v1/devices?kind=pump'])(
  '%s: no parameter is accepted',
  async (path) => {
    const { status, body } = await client.get(path);
    expect([status, body['code']]).toEqual([400, 'INVALID_QUERY']);
  },
);
