import { type ServerProcess, startServerProcess } from './support/server.js';
import { clientOf, implanted, programmed, refilled, registered } from './support/client.js';
import { FULL } from '../support/full.js';

const THERAPIES = FULL ? 1_000 : 4;
const TOGETHER = FULL ? 50 : 2;
const BEGUN = [registered, implanted, refilled, programmed];
const ASSESSMENTS = 196;
const ASKED = FULL ? 200 : 1;
const READERS = 4;
const DAY_MS = 86_400_000;

/** All of the process, its threads and its files in memory, MiB. */
const AFTER_IMPORT_MIB = 400;
const AFTER_ALL_MIB = 600;

const idOf = (therapy: number) => `t-${therapy}`;
const day = (number: number) =>
  new Date(Date.UTC(2020, 1, 1) + number * DAY_MS).toISOString().slice(0, 19) + 'Z';

const eventsOf = (therapy: number) =>
  [
    ...BEGUN,
    ...Array.from({ length: ASSESSMENTS }, (_, number) => ({
      type: 'SpasticityAssessed',
      occurredAt: day(number),
      data: { scale: 'MAS', low: '1', site: `joint ${number}` },
    })),
  ].map((event) => JSON.stringify({ therapyId: idOf(therapy), ...event }));

describe('the memory of the service', () => {
  let server: ServerProcess;
  beforeAll(async () => {
    server = await startServerProcess();
  });
  afterAll(() => server.stop());

  async function memoryMib(): Promise<number> {
    const metrics = await (await fetch(`${server.baseUrl}/metrics`)).text();
    return Number(/^process_resident_memory_bytes (\d+)/m.exec(metrics)![1]) / 1024 ** 2;
  }

  it(`stays bounded while ${THERAPIES * (ASSESSMENTS + BEGUN.length)} events are imported`, async () => {
    const client = clientOf(server.baseUrl);
    for (let first = 0; first < THERAPIES; first += TOGETHER) {
      const lines = Array.from({ length: TOGETHER }, (_, index) => eventsOf(first + index)).flat();
      const { body } = await client.import(lines.join('\n'));
      expect(body).toMatchObject({ recorded: lines.length, rejected: [] });
      expect(await memoryMib()).toBeLessThan(AFTER_IMPORT_MIB);
    }
  });

  it('stays bounded while all kinds of answers are asked for', async () => {
    const answers = (id: string) => [
      `/v1/therapies/${id}/audit`,
      `/v1/therapies/${id}/state`,
      `/v1/therapies/${id}/events`,
      `/v1/therapies/${id}/audit.pdf`,
      `/v1/therapies/${id}/evidence.zip`,
      `/therapies/${id}`,
      '/v1/findings',
      '/',
    ];
    const asked = Array.from({ length: ASKED }, (_, therapy) => answers(idOf(therapy))).flat();
    const read = async () => {
      for (let path = asked.shift(); path; path = asked.shift()) {
        const answer = await fetch(`${server.baseUrl}${path}`);
        expect([path, answer.status]).toEqual([path, 200]);
        await answer.arrayBuffer();
        expect(await memoryMib()).toBeLessThan(AFTER_ALL_MIB);
      }
    };
    await Promise.all(Array.from({ length: READERS }, read));
  });

  it('is given back at SIGTERM, though clients keep their connections', async () => {
    expect(await server.stop()).toEqual({ code: 0, signal: null });
  });
});
