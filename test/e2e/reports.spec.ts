import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AuditDto } from '../../src/answers/dto/audit.dto.js';
import { pagesOf } from '../reports/support/pdf-text.js';
import { rowsOf } from '../reports/support/read-csv.js';
import { type Client, caseReport, clientOf } from './support/client.js';
import { cli as run, startCli } from './support/command.js';
import { type Server, startServer } from './support/server.js';

let directory: string;
let server: Server;
let client: Client;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'pump-ledger-reports-'));
  server = await startServer({ dataDir: directory });
  client = clientOf(server.baseUrl);
  await client.import(caseReport('a'));
});
afterAll(async () => {
  await server?.stop();
  await rm(directory, { recursive: true, force: true });
});

const A = '/v1/therapies/case-report-a';
const KNOWN = 'asOf=2021-09-01&knownAt=2099-01-01';

async function fetched(path: string) {
  const answer = await fetch(`${server.baseUrl}${path}`);
  const { status, headers } = answer;
  return { status, headers, bytes: Buffer.from(await answer.arrayBuffer()) };
}

describe('audit.pdf', () => {
  it('is a PDF under the name of what it is of', async () => {
    const { status, headers, bytes } = await fetched(`${A}/audit.pdf?${KNOWN}`);
    expect(status).toBe(200);
    expect(headers.get('content-type')).toBe('application/pdf');
    expect(headers.get('content-disposition')).toBe('inline; filename="audit-case-report-a-2021-09-01.pdf"');
    expect(headers.get('cache-control')).toBe('no-store');
    expect(bytes.subarray(0, 5).toString()).toBe('%PDF-');
    expect(bytes.length).toBeLessThan(200_000);
    const pages = pagesOf(bytes);
    expect(pages[0]).toContain(
      'Baclofen, zero on 19 March 2021: consistent with a taper by case-report-2024',
    );
    expect(pages.join('')).toContain('UNSIGNED');
  });

  it('is the same bytes however often and by whatever process it is made, and others for another knownAt', async () => {
    const path = `${A}/audit.pdf?${KNOWN}`;
    const all = await Promise.all(Array.from({ length: 3 }, () => fetched(path)));
    for (const { status, bytes } of all) {
      expect(status).toBe(200);
      expect(Buffer.compare(bytes, all[0]!.bytes)).toBe(0);
    }
    const { bytes: later } = await fetched(`${A}/audit.pdf?asOf=2021-09-01&knownAt=2099-01-02`);
    expect(Buffer.compare(later, all[0]!.bytes)).not.toBe(0);

    const { bytes: table } = await fetched(`${A}/audit.csv?${KNOWN}`);
    await server.stop();
    const [pdf, csv] = [join(directory, 'a.pdf'), join(directory, 'a.csv')];
    const asked = ['audit', 'case-report-a', '--as-of', '2021-09-01', '--known-at', '2099-01-01'];
    expect(await startCli(directory, [...asked, '--pdf', pdf, '--csv', csv]).ended).toMatchObject({
      code: 0,
      out: '',
    });
    expect(Buffer.compare(await readFile(pdf), all[0]!.bytes)).toBe(0);
    expect(Buffer.compare(await readFile(csv), table)).toBe(0);
    expect(await cli([...asked, '--pdf', pdf])).toMatchObject({
      code: 2,
      err: expect.stringMatching(/a\.pdf is there already; name a new file/),
    });
    server = await startServer({ dataDir: directory });
    client = clientOf(server.baseUrl);
  });

  it('does not keep others waiting', async () => {
    const pdfs = Array.from({ length: 3 }, () => fetched(`${A}/audit.pdf?${KNOWN}`));
    await new Promise((done) => setTimeout(done, 50));
    const seen = { answered: 0, done: false };
    const watch = async () => {
      while (!seen.done) {
        if ((await fetched('/health/live')).status === 200) seen.answered += 1;
      }
    };
    const watching = watch();
    const all = await Promise.all(pdfs);
    seen.done = true;
    await watching;
    expect(all.every(({ status }) => status === 200)).toBe(true);
    // An event loop that computed them would answer between them alone.
    expect(seen.answered).toBeGreaterThan(10);
  });

  it('under way is finished before the service ends', async () => {
    const another = await startServer();
    await clientOf(another.baseUrl).import(caseReport('b'));
    const path = `${another.baseUrl}/v1/therapies/case-report-b/audit.pdf?${KNOWN}`;
    // The first takes longer than the service waits for what is under way, on a busy machine.
    await (await fetch(path)).arrayBuffer();
    const under = fetch(path).then((answer) => answer.arrayBuffer());
    // What is asked later is answered: the question before it has arrived.
    await fetch(`${another.baseUrl}/health/live`);
    await another.stop();
    const bytes = Buffer.from(await under);
    expect(bytes.subarray(-6).toString()).toBe('%%EOF\n');
  });

  it.each([
    ['audit.pdf?policy=unheard-of', 404, 'UNKNOWN_POLICY'],
    ['audit.csv?policy=unheard-of', 404, 'UNKNOWN_POLICY'],
    ['audit.pdf?page=1', 400, 'INVALID_QUERY'],
    ['audit.csv?asOf=soon', 400, 'INVALID_QUERY'],
  ])('%s is refused', async (path, status, code) => {
    const answer = await client.get(`${A}/${path}`);
    expect([answer.status, answer.body['code']]).toEqual([status, code]);
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
    expect(answer.headers.get('content-disposition')).toBeNull();
  });

  it('of nobody there is none', async () => {
    expect((await client.get('/v1/therapies/nobody/audit.pdf')).body['code']).toBe('THERAPY_NOT_FOUND');
  });
});

describe('audit.csv', () => {
  it('says what the audit says', async () => {
    const { status, headers, bytes } = await fetched(`${A}/audit.csv?${KNOWN}&policy=strict`);
    expect(status).toBe(200);
    expect(headers.get('content-type')).toBe('text/csv; charset=utf-8; header=present');
    expect(headers.get('content-disposition')).toBe('inline; filename="audit-case-report-a-2021-09-01.csv"');
    expect(bytes.subarray(0, 10).toString()).toBe('therapyId,');
    const { body } = await client.get<AuditDto>(`${A}/audit?${KNOWN}&policy=strict`);
    const rows = rowsOf(bytes.toString());
    const of = (record: string, column: string) =>
      rows.filter((row) => row['record'] === record).map((row) => row[column]);
    expect(of('cessation', 'verdict')).toEqual(body.cessations.map(({ verdict }) => verdict));
    expect(of('step', 'toMcgPerDay').map(Number)).toEqual(
      body.cessations.flatMap(({ steps }) => steps.map(({ toMcgPerDay }) => toMcgPerDay)),
    );
    expect(of('finding', 'id')).toEqual(body.findings.map(({ id }) => id));
    expect(of('finding', 'eventIds')).toEqual(body.findings.map(({ eventIds }) => eventIds.join(' ')));
    expect(of('assumption', 'code')).toEqual(body.assumptions.map(({ code }) => code));
    expect(of('parameter', 'code')).toEqual(body.parameters.map(({ name }) => name));
  });
});

it('the document names the content types', async () => {
  const { body } = await client.get<{
    paths: Record<string, { get: { responses: Record<string, object> } }>;
  }>('/openapi.json');
  for (const [name, type] of [
    ['pdf', 'application/pdf'],
    ['csv', 'text/csv'],
  ])
    expect(body.paths[`/v1/therapies/{therapyId}/audit.${name}`]!.get.responses['200']).toMatchObject({
      content: { [type!]: {} },
    });
});

const cli = (words: readonly string[]) => run(directory, words);
