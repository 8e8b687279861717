import { type Client, type Json, programmed, refilled, setUp, startService } from './support/client.js';
import type { Server } from './support/server.js';

let client: Client;
let server: Server;
beforeAll(async () => void ({ client, server } = await startService()));
afterAll(() => server.stop());

it('asks what a careful colleague would, and of an equal event only where its words are equal too', async () => {
  await setUp(client, 'asked');
  const daysAgo = (days: number) =>
    `${new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10)}T10:00:00Z`;
  const checksOf = async (event: object) => {
    const { body } = await client.post('/v1/therapies/asked/events?dryRun=true', event);
    return body['checks'] as Json[];
  };
  const program = (dailyDoseMcg: number) => ({
    ...programmed,
    occurredAt: daysAgo(3),
    data: { program: { mode: 'simple-continuous', dailyDoseMcg } },
  });
  for (const again of [refilled, programmed])
    expect(await client.record('asked', { ...again, occurredAt: daysAgo(20) })).toMatchObject({
      status: 201,
    });
  // The set-up has 200 mcg/day.
  expect(await checksOf(program(220))).toEqual([]);
  expect(await checksOf(program(2200))).toEqual([
    {
      code: 'DOSE_JUMP',
      severity: 'warning',
      field: '/data/program/dailyDoseMcg',
      detail: expect.stringContaining('this is 11 times as much'),
      expected: '100 mcg/day to 300 mcg/day',
    },
  ]);
  const event = (description: string, days: number) => ({
    type: 'AdverseEventObserved',
    occurredAt: daysAgo(days),
    data: { description, serious: false },
  });
  expect((await client.record('asked', event('drowsy', 3))).status).toBe(201);
  expect(await checksOf(event('drowsy', 2))).toMatchObject([{ code: 'SAME_AGAIN', field: '/data' }]);
  expect(await checksOf(event('itching', 2))).toEqual([]);
  expect(await checksOf(event('drowsy', 1))).toEqual([]);
});
