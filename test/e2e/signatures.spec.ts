import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { AuditChanges } from '../../src/answers/dto/audit-changes.dto.js';
import type { AuditDto, AuditList } from '../../src/answers/dto/audit.dto.js';
import type { EventEnvelope } from '../../src/answers/dto/envelope.dto.js';
import { type Client, type Json, caseReport, clientOf, startService, signatureOf } from './support/client.js';
import { type Server, startServer } from './support/server.js';

let server: Server;
let client: Client;
beforeAll(async () => {
  ({ server, client } = await startService());
  await client.import(caseReport('a'));
});
afterAll(() => server?.stop());

const A = '/v1/therapies/case-report-a';
const sha256 = (value: unknown) => createHash('sha256').update(canonicalize(value)!).digest('hex');
const audit = async (query = 'asOf=2021-09-01') => (await client.get<AuditDto>(`${A}/audit?${query}`)).body;
const again = ({ asOf, knownAt, policy }: AuditDto) =>
  audit(`asOf=${asOf}&knownAt=${knownAt}&policy=${policy.id}@${policy.version}`);
const events = async () => (await client.get<{ items: EventEnvelope[] }>(`${A}/events?limit=500`)).body.items;

/** What was hashed: digests stand in place of personal values. */
const entry = async (leafIndex: number) =>
  (await client.get<EventEnvelope>(`/v1/ledger/entries/${leafIndex}`)).body;

const signatureHere = (seen: AuditDto, more: Json = {}): Json =>
  signatureOf(seen, {
    statement: 'read with the operative notes',
    signer: { name: 'A. Reviewer', role: 'quality' },
    ...more,
  });
const sign = (body: Json, headers: Record<string, string> = {}) =>
  client.post(`${A}/audit/signatures`, body, headers);

/** As a client recomputes it from what it was given. */
function auditHashOf(audit: AuditDto): string {
  const hashed: Partial<AuditDto> = {
    ...audit,
    findings: audit.findings.filter(({ code }) => code !== 'CORRECTED_AFTER_AUDIT'),
  };
  delete hashed.auditHash;
  delete hashed.signatures;
  delete hashed.reviews;
  return sha256(hashed);
}

describe('an audit before anybody signed', () => {
  it('carries hashes that a client can recompute', async () => {
    const seen = await audit();
    expect(seen.auditHash).toBe(auditHashOf(seen));
    const stored = await Promise.all((await events()).map(({ leafIndex }) => entry(leafIndex!)));
    const facts = stored
      .filter(({ occurredAt }) => occurredAt.earliest <= seen.asOf)
      .map(({ id, type, occurredAt, data }) => ({ id, type, occurredAt, data }));
    expect(seen.factsHash).toBe(sha256(facts));
    expect(await again(seen)).toEqual(seen);
  });

  it('is bound to its instants and its policy', async () => {
    const seen = await audit();
    const others = [await audit('asOf=2021-09-02'), await audit('asOf=2021-09-01&policy=strict')];
    expect(new Set([seen, ...others].map(({ auditHash }) => auditHash)).size).toBe(3);
    expect(others.map(({ factsHash }) => factsHash)).toEqual([seen.factsHash, seen.factsHash]);
  });

  it('is given under several policies at once', async () => {
    const { body } = await client.get<AuditList>(
      `${A}/audits?policy=strict,case-report-2024&asOf=2021-09-01`,
    );
    expect(body.items.map(({ policy }) => policy.id)).toEqual(['strict', 'case-report-2024']);
    const holiday = body.items.map(({ cessations }) =>
      cessations.find(({ drug, site }) => drug === 'baclofen' && site === 'reservoir'),
    );
    expect(holiday.map((cessation) => cessation?.verdict)).toEqual(['abrupt', 'tapered']);
    expect(holiday[0]!.id).toBe(holiday[1]!.id);
    for (const wrong of ['strict,strict', 'strict,', ','])
      expect((await client.get(`${A}/audits?policy=${wrong}`)).status).toBe(400);
    expect((await client.get(`${A}/audits?policy=strict,unheard`)).body).toMatchObject({
      code: 'UNKNOWN_POLICY',
    });
    const all = await client.get<AuditList>(`${A}/audits`);
    expect(all.body.items).toHaveLength(4);
  });
});

describe('a signature', () => {
  it.each<[string, Json, string]>([
    ['another meaning', { meaning: 'fine' }, '/meaning'],
    ['no statement', { statement: undefined }, '/statement'],
    ['a member too many', { release: '9' }, '/release'],
    ['no name', { signer: { role: 'quality' } }, '/signer/name'],
    ['a hash in capitals', { auditHash: 'A'.repeat(64) }, '/auditHash'],
    ['a day that does not exist', { asOf: '2021-02-30' }, '/asOf'],
    ['knowledge of tomorrow', { knownAt: '2999-01-01' }, '/knownAt'],
    ['a version that nobody knows', { policyVersion: '99' }, '/policyVersion'],
  ])('with %s is refused, and nothing is recorded', async (_, more, pointer) => {
    const before = (await events()).length;
    const { status, body } = await sign(signatureHere(await audit(), more));
    expect([status, (body['errors'] as Json[])[0]!['pointer']]).toEqual([422, pointer]);
    expect(await events()).toHaveLength(before);
  });

  it('under another audit than the one that is, is refused', async () => {
    const { status, body } = await sign(signatureHere(await audit(), { auditHash: '0'.repeat(64) }));
    expect([status, body['code']]).toEqual([409, 'AUDIT_CHANGED']);
  });

  it('of an unknown therapy is refused', async () => {
    const seen = await audit();
    const { status } = await client.post('/v1/therapies/nobody/audit/signatures', signatureHere(seen));
    expect(status).toBe(404);
  });

  it('shows wherever the audit shows, and changes none of its hashes', async () => {
    const seen = await audit();
    const { status, body, headers } = await sign(signatureHere(seen), { 'idempotency-key': 'sign-1' });
    expect(status).toBe(201);
    expect(body).toMatchObject({
      type: 'AuditSigned',
      data: { factsHash: seen.factsHash, authenticated: false },
    });
    expect(headers.get('etag')).toBe(`"${body['revision'] as number}"`);
    const signed = await again(seen);
    expect(signed.auditHash).toBe(seen.auditHash);
    expect(signed.factsHash).toBe(seen.factsHash);
    expect(signed.signatures).toMatchObject([
      {
        eventId: body['id'],
        meaning: 'reviewed',
        statement: 'read with the operative notes',
        signer: { name: 'A. Reviewer', role: 'quality' },
        auditHash: seen.auditHash,
        authenticated: false,
        status: 'current',
      },
    ]);
    expect((await audit()).signatures).toHaveLength(1);
    expect((await audit('asOf=2021-09-01&policy=strict')).signatures).toEqual([]);
    const dayBefore = await audit('asOf=2021-09-01&knownAt=2020-01-01');
    expect(dayBefore.signatures).toEqual([]);
  });

  it('sent again with its key is the same one; another one with that key is refused', async () => {
    const [given] = (await audit()).signatures;
    const body = signatureHere({ ...(await audit()), ...given });
    const repeated = await sign(body, { 'idempotency-key': 'sign-1' });
    expect([repeated.status, repeated.body['id']]).toEqual([200, given!.eventId]);
    const other = await sign({ ...body, meaning: 'rejected' }, { 'idempotency-key': 'sign-1' });
    expect([other.status, other.body['code']]).toEqual([409, 'EVENT_ID_REUSED']);
    expect((await audit()).signatures).toHaveLength(1);
  });

  it('cannot be recorded, corrected or voided as an event', async () => {
    const [given] = (await audit()).signatures;
    const recorded = await client.record('case-report-a', {
      type: 'AuditSigned',
      occurredAt: '2024-01-01',
      data: {},
    });
    expect([recorded.status, recorded.body['code']]).toEqual([422, 'TYPE_NOT_RECORDABLE']);
    for (const [type, data] of [
      ['EventVoided', { voids: given!.eventId, reason: 'mistake' }],
      [
        'EventCorrected',
        {
          corrects: given!.eventId,
          replacement: { type: 'MriPerformed', occurredAt: '2021', data: {} },
          reason: 'mistake',
        },
      ],
    ] as const) {
      const { status, body } = await client.record('case-report-a', { type, occurredAt: '2024-01-01', data });
      expect([status, body['code']]).toEqual([422, 'SIGNATURE_NOT_CHANGEABLE']);
    }
  });

  it('stays current after a restart', async () => {
    const before = await audit();
    await server.stop({ keepData: true });
    server = await startServer({ dataDir: server.dataDir });
    client = clientOf(server.baseUrl);
    const after = await again(before);
    expect(after).toEqual(before);
  });
});

describe('what was said and learned after the signature', () => {
  it('a review stands beside and changes neither verdict nor hash', async () => {
    const before = await audit();
    const holiday = before.cessations.find(({ verdict }) => verdict === 'tapered')!;
    const { body } = await client.record('case-report-a', {
      type: 'InferenceReviewed',
      occurredAt: '2021-10-01',
      data: { inference: holiday.id, outcome: 'refuted', reason: 'the ward chart says otherwise' },
    });
    const after = await audit();
    expect(after.reviews).toEqual([
      {
        eventId: body['id'],
        inference: holiday.id,
        inAudit: true,
        outcome: 'refuted',
        reason: 'the ward chart says otherwise',
        at: '2021-10-01T00:00:00.000Z',
      },
    ]);
    expect({ ...after, knownAt: '', auditHash: '', reviews: [] }).toEqual({
      ...before,
      knownAt: '',
      auditHash: '',
      reviews: [],
    });
    expect(after.signatures[0]!.status).toBe('current');
    expect(after.auditHash).toBe(auditHashOf(after));
  });

  it('what happened later leaves the signature as it is', async () => {
    await client.record('case-report-a', {
      type: 'MriPerformed',
      occurredAt: '2022-01-01',
      data: { fieldTesla: 1.5 },
    });
    expect((await audit()).signatures[0]!.status).toBe('current');
  });

  it('a correction supersedes it, and says so', async () => {
    const before = await audit();
    const step = (await events()).find(
      ({ type, occurredAt }) =>
        type === 'PumpReprogrammed' && occurredAt.earliest === '2021-03-13T08:00:00.000Z',
    )!;
    const { body: correction } = await client.record('case-report-a', {
      type: 'EventCorrected',
      occurredAt: '2024-01-01',
      data: {
        corrects: step.id,
        // Two days after the step before instead of three: against the published protocol.
        replacement: { type: step.type, occurredAt: '2021-03-12T09:00:00+01:00', data: step.data },
        reason: 'the chart says the 12th',
      },
    });
    const after = await audit();
    const [given] = after.signatures;
    expect(given!.status).toBe('superseded');
    expect(after.findings.filter(({ code }) => code === 'CORRECTED_AFTER_AUDIT')).toMatchObject([
      { severity: 'warning', eventIds: [given!.eventId, correction['id']] },
    ]);
    expect(after.auditHash).toBe(auditHashOf(after));
    expect(after.factsHash).not.toBe(before.factsHash);

    const then = await again(before);
    expect(then.findings).toEqual(before.findings);
    expect(then.auditHash).toBe(before.auditHash);
    // The audit itself is as it was; that it is superseded is known now.
    expect(then.signatures[0]!.status).toBe('superseded');

    const { body: changes } = await client.get<AuditChanges>(
      `${A}/audit/changes?from=${before.knownAt}&to=${after.knownAt}&asOf=2021-09-01`,
    );
    expect(changes.from.auditHash).toBe(before.auditHash);
    const holiday = changes.changes.find(({ of }) => of === 'cessation')!;
    expect(holiday).toMatchObject({
      change: 'changed',
      before: { verdict: 'tapered', conformance: 'pass' },
      after: { verdict: 'tapered', conformance: 'fail' },
      because: [correction['id']],
      policyChanged: false,
    });
    expect(changes.entries).toMatchObject([
      { eventId: correction['id'], kind: 'correction', about: step.id },
    ]);
  });

  it('once the correction is voided, the facts are those that were signed', async () => {
    const correction = (await events()).find(({ type }) => type === 'EventCorrected')!;
    await client.record('case-report-a', {
      type: 'EventVoided',
      occurredAt: '2024-01-02',
      data: { voids: correction.id, reason: 'the chart was of another patient' },
    });
    const after = await audit();
    expect(after.signatures[0]!.status).toBe('current');
    expect(after.findings.map(({ code }) => code)).not.toContain('CORRECTED_AFTER_AUDIT');
  });

  it('between equal instants nothing changed; the wrong way round is refused', async () => {
    const { body } = await client.get<AuditChanges>(`${A}/audit/changes?from=2026-01-01&to=2026-01-01`);
    expect([body.changes, body.entries]).toEqual([[], []]);
    for (const query of ['from=2022&to=2021', 'from=2021', 'to=2021'])
      expect((await client.get(`${A}/audit/changes?${query}`)).status).toBe(400);
  });
});
