import { type Client, caseReport, implanted, registered, startService } from './support/client.js';
import { type Server, startServer } from './support/server.js';

interface Told {
  readonly type: string;
  readonly id: string;
  readonly data: string;
}

const CASE_EVENTS = caseReport('a').trim().split('\n').length;

/** A client of server-sent events that keeps what it was told. */
async function listen(baseUrl: string, query: string, lastEventId?: string) {
  const leaving = new AbortController();
  const answer = await fetch(`${baseUrl}/live?${query}`, {
    headers: lastEventId === undefined ? {} : { 'last-event-id': lastEventId },
    signal: leaving.signal,
  });
  const told: Told[] = [];
  /** Resolves to whether it came to a clean end. */
  const ended = (async () => {
    let text = '';
    for await (const chunk of answer.body!.pipeThrough(new TextDecoderStream())) {
      text += chunk;
      for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
        const fields = new Map(
          text
            .slice(0, end)
            .split('\n')
            .filter((line) => line.includes(': '))
            .map((line) => line.split(/: (.*)/s) as [string, string]),
        );
        text = text.slice(end + 2);
        if (fields.has('event'))
          told.push({
            type: fields.get('event')!,
            id: fields.get('id') ?? '',
            data: fields.get('data') ?? '',
          });
      }
    }
  })().then(
    () => true,
    () => false,
  );
  const recorded = () => told.filter(({ type }) => type === 'recorded');
  return {
    answer,
    told,
    ended,
    /** Waits until it was told of so many events. */
    async of(count: number): Promise<readonly Told[]> {
      for (let waited = 0; recorded().length < count && waited < 10_000; waited += 20)
        await new Promise((later) => setTimeout(later, 20));
      return recorded();
    },
    async leave() {
      leaving.abort();
      await ended;
    },
  };
}

const revisions = (told: readonly Told[]) =>
  told.map(({ data }) => (JSON.parse(data) as { revision: number }).revision);
const upTo = (last: number, first = 1) =>
  Array.from({ length: last - first + 1 }, (_, index) => first + index);

let server: Server;
let client: Client;

beforeAll(async () => {
  ({ server, client } = await startService());
  await client.import(caseReport('a'));
  await client.import(caseReport('b'));
});
afterAll(async () => {
  await server.stop();
});

it('tells of therapies only, from the first entry of the ledger on', async () => {
  const page = await listen(server.baseUrl, '');
  const told = await page.of(CASE_EVENTS);
  await page.leave();
  const therapies = told.map(({ data }) => (JSON.parse(data) as { therapyId: string }).therapyId);
  expect(therapies.slice(0, CASE_EVENTS)).toEqual(Array(CASE_EVENTS).fill('case-report-a'));
});

it('tells every event of a therapy once and in order, and nothing personal', async () => {
  const page = await listen(server.baseUrl, 'after=&therapyId=case-report-a');
  expect(page.answer.headers.get('content-type')).toBe('text/event-stream');
  const told = await page.of(CASE_EVENTS);
  expect(revisions(told)).toEqual(upTo(CASE_EVENTS));
  for (const { data } of told) {
    const said = JSON.parse(data) as Record<string, unknown>;
    expect(Object.keys(said)).toEqual(['therapyId', 'what', 'revision']);
    expect(said['therapyId']).toBe('case-report-a');
  }
  await page.leave();
});

it('goes on after a break where it was, with what came meanwhile, without gap or repeat', async () => {
  await client.record('broken', registered);
  const first = await listen(server.baseUrl, 'after=&therapyId=broken');
  const [heard] = await first.of(1);
  await first.leave();
  for (const field of ['a', 'b', 'c'])
    await client.record('broken', {
      type: 'SpasticityAssessed',
      occurredAt: '2020-02-01',
      data: { scale: 'MAS', low: '2', site: field },
    });
  const again = await listen(server.baseUrl, 'after=&therapyId=broken', heard!.id);
  expect(revisions(await again.of(3))).toEqual([2, 3, 4]);
  await client.record('broken', implanted);
  expect(revisions(await again.of(4))).toEqual([2, 3, 4, 5]);
  await again.leave();
});

it('says when the log does not hold a position, and refuses what it does not understand', async () => {
  const lost = await listen(server.baseUrl, 'after=no-such-position');
  await lost.ended;
  expect(lost.told.map(({ type }) => type)).toEqual(['lost']);
  const misspelt = await fetch(`${server.baseUrl}/live?therapy=x`);
  expect(misspelt.status).toBe(400);
});

it('does not keep the service from ending', async () => {
  const short = await startServer();
  const page = await listen(short.baseUrl, 'after=');
  await short.stop();
  // Else the service waits as long as it does for any request, and cuts it.
  expect(await page.ended).toBe(true);
});
