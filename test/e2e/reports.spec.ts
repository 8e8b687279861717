import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { AuditDto } from '../../src/answers/dto/audit.dto.js';
import { pagesOf } from '../reports/support/pdf-text.js';
import { rowsOf } from '../reports/support/read-csv.js';
import { type Client, caseReport, clientOf, registered } from './support/client.js';
import { cli } from './support/command.js';
import { type Server, startServer } from './support/server.js';
import { FULL } from '../support/full.js';

let directory: string;
let server: Server;
let client: Client;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'pump-ledger-reports-'));
  server = await startServer({ dataDir: directory });
  client = clientOf(server.baseUrl);
  await client.import(caseReport('a'));
  await client.record('short', registered);
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

const PDF = `${A}/audit.pdf?${KNOWN}`;

/** How often the service answers while it makes something. */
async function answersWhile(making: Promise<unknown>): Promise<number> {
  await pause(50);
  const seen = { answered: 0, done: false };
  const watch = async () => {
    while (!seen.done) {
      if ((await fetched('/health/live')).status === 200) seen.answered += 1;
      await pause(5);
    }
  };
  const watching = watch();
  await making;
  seen.done = true;
  await watching;
  return seen.answered;
}

describe('audit.pdf', () => {
  let pdfs: readonly Awaited<ReturnType<typeof fetched>>[];
  let answered: number;
  beforeAll(async () => {
    const making = Promise.all(Array.from({ length: FULL ? 6 : 2 }, () => fetched(PDF)));
    answered = await answersWhile(making);
    pdfs = await making;
  });

  it('is a PDF under the name of what it is of', () => {
    const { status, headers, bytes } = pdfs[0]!;
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

  it('is the same bytes however often it is made, and others for another knownAt', async () => {
    for (const { status, bytes } of pdfs) {
      expect(status).toBe(200);
      expect(Buffer.compare(bytes, pdfs[0]!.bytes)).toBe(0);
    }
    const { bytes: later } = await fetched(`${A}/audit.pdf?asOf=2021-09-01&knownAt=2099-01-02`);
    expect(Buffer.compare(later, pdfs[0]!.bytes)).not.toBe(0);
  });

  it('does not keep others waiting', () => {
    // An event loop that computed them would answer between them alone.
    expect(answered).toBeGreaterThan(10);
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

/** The service ends in the first of these. */
describe('at the end', () => {
  let pdf: Buffer;
  let csv: Buffer;

  it('what is under way is finished before the service ends', async () => {
    csv = (await fetched(`${A}/audit.csv?${KNOWN}`)).bytes;
    const under = fetched(PDF);
    // What is asked later is answered: the question before it has arrived.
    await fetched('/health/live');
    await server.stop();
    pdf = (await under).bytes;
    expect(pdf.subarray(-6).toString()).toBe('%%EOF\n');
  });

  it('the command line writes the same bytes, and over no other file', async () => {
    const files = { pdf: join(directory, 'a.pdf'), csv: join(directory, 'a.csv') };
    const asked = ['audit', 'case-report-a', '--as-of', '2021-09-01', '--known-at', '2099-01-01'];
    const printed = await cli(directory, [...asked, '--pdf', files.pdf, '--csv', files.csv]);
    expect(printed).toMatchObject({ code: 0, out: '' });
    expect(Buffer.compare(await readFile(files.pdf), pdf)).toBe(0);
    expect(Buffer.compare(await readFile(files.csv), csv)).toBe(0);
    expect(await cli(directory, ['audit', 'short', '--pdf', files.pdf])).toMatchObject({
      code: 2,
      err: expect.stringMatching(/a\.pdf is there already; name a new file/),
    });
  });
});
