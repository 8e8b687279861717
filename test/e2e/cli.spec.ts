import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { caseReport } from './support/client.js';
import { cli as command } from './support/command.js';

let directory: string;
let dataDir: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'pump-ledger-cli-'));
  dataDir = join(directory, 'data');
});
afterAll(() => rm(directory, { recursive: true, force: true }));

const run = (words: readonly string[], input?: string) => command(dataDir, words, {}, input);
const cli = (line: string, input?: string) => run(line.split(' '), input);

it('says what is missing before anything is imported', async () => {
  expect(await cli('audit case-report-a')).toMatchObject({
    code: 5,
    out: '',
    err: expect.stringContaining('no event log'),
  });
});

describe('import', () => {
  it('takes files and standard input, and records nothing twice', async () => {
    const a = resolve('examples/case-report/case-report-a.ndjson');
    const first = await run(['import', '--json', a, '-'], caseReport('b'));
    expect([first.code, first.err]).toEqual([0, '']);
    expect(JSON.parse(first.out)).toEqual([
      { file: a, recorded: expect.any(Number), duplicates: 0, rejected: [] },
      { file: '-', recorded: expect.any(Number), duplicates: 0, rejected: [] },
    ]);
    const again = await run(['import', a]);
    expect(again).toMatchObject({
      code: 0,
      out: expect.stringMatching(/file +recorded +duplicates +rejected\n.* +0 +\d+ +0\n/),
    });
  });

  it('tells the lines that it could not record', async () => {
    const file = join(directory, 'bad.ndjson');
    await writeFile(
      file,
      '{"therapyId":\n{"therapyId":"x","type":"MriPerformed","occurredAt":"2020","data":{}}\n',
    );
    const { code, out } = await run(['import', file]);
    expect(code).toBe(3);
    expect(out).toMatch(/ 1 +MALFORMED_JSON /);
    expect(out).toMatch(/ 2 +THERAPY_NOT_FOUND /);
  });
});

describe('questions', () => {
  it('the audit for people', async () => {
    const { code, out, err } = await cli('audit case-report-a --fail-on abrupt');
    expect([code, err]).toEqual([0, '']);
    expect(out).toContain('consistent with a taper');
    expect(out).toContain('not advice');
    expect(out).toMatch(/from mcg\/day +to mcg\/day +change mcg\/day/);
    expect(out).toMatch(/BRIDGE_NOT_RECORDED +critical/);
  });

  it('the audit for programs, and the exit code that a script waits for', async () => {
    const { code, out } = await cli('audit case-report-a --json --fail-on abrupt,undetermined');
    expect(code).toBe(6);
    expect(JSON.parse(out)).toMatchObject({ therapyId: 'case-report-a', signatures: [] });
  });

  it('state, dose, therapies and events', async () => {
    const state = await cli('state case-report-a --as-of 2021-03-09');
    expect(state.out).toMatch(/reservoir +baclofen 2000 mcg\/mL/);
    const dose = await cli('dose case-report-a --drug baclofen --from 2021-03-01 --to 2021-03-02 --json');
    expect(JSON.parse(dose.out)).toMatchObject({ drug: 'baclofen', doseMcg: expect.closeTo(1000, 6) });
    const therapies = await cli('therapies');
    expect(therapies.out).toMatch(/^therapy +revision\ncase-report-a +\d+\ncase-report-b +\d+\n$/);
    const events = await cli('events case-report-a --json');
    expect(JSON.parse(events.out).items[0]).toMatchObject({ type: 'TherapyRegistered', revision: 1 });
  });
});

describe('what cannot be done', () => {
  it.each([
    ['state nobody', 4, /^THERAPY_NOT_FOUND: /],
    ['audit case-report-a --policy unheard-of', 4, /^UNKNOWN_POLICY: .*case-report-2024@2/],
    ['audit case-report-a --as-of soon', 2, /no date; accepted is/],
    ['audit case-report-a --fail-on bad', 2, /accepted are tapered, abrupt, undetermined/],
    ['dose case-report-a --drug baclofen --from 2021', 2, /--to/],
    ['import no-such-file', 2, /cannot be read/],
    ['fly', 2, /unknown command/],
  ])('%s', async (line, code, message) => {
    const ran = await cli(line);
    expect([ran.code, ran.out]).toEqual([code, '']);
    expect(ran.err).toMatch(message);
    expect(ran.err).not.toMatch(/\n +at /);
  });

  it('help tells the exit codes', async () => {
    expect(await cli('--help')).toMatchObject({ code: 0, out: expect.stringMatching(/ 6 +audit --fail-on/) });
  });
});
