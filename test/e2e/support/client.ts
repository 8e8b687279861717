import { readFileSync } from 'node:fs';
import type { AuditDto } from '../../../src/answers/dto/audit.dto.js';
import { type Server, startServer } from './server.js';

export type Json = Record<string, unknown>;

export interface Reply<Body = Json> {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Body;
}

export interface Client {
  get<Body = Json>(path: string): Promise<Reply<Body>>;
  post(path: string, body: unknown, headers?: Record<string, string>): Promise<Reply>;
  /** Records an event of a therapy. */
  record(therapyId: string, event: unknown, headers?: Record<string, string>): Promise<Reply>;
  import(lines: string | Uint8Array<ArrayBuffer>): Promise<Reply>;
  revision(therapyId: string): Promise<number>;
}

/** Who refuses a body before its end may close the connection while it is still being sent: the answer is lost. */
async function fetchWhole(url: string, init?: RequestInit, attempts = 10): Promise<Response> {
  try {
    return await fetch(url, init);
  } catch (error) {
    const { code } = ((error as Error).cause ?? {}) as { code?: string };
    if (code !== 'EPIPE' || attempts === 1) throw error;
    return fetchWhole(url, init, attempts - 1);
  }
}

export function clientOf(baseUrl: string): Client {
  const send = async <Body>(path: string, init?: RequestInit): Promise<Reply<Body>> => {
    const answer = await fetchWhole(`${baseUrl}${path}`, init);
    return { status: answer.status, headers: answer.headers, body: (await answer.json()) as Body };
  };
  const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
    send<Json>(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
  return {
    get: send,
    post,
    record: (therapyId, event, headers) => post(`/v1/therapies/${therapyId}/events`, event, headers),
    import: (body) =>
      send('/v1/import', { method: 'POST', headers: { 'content-type': 'application/x-ndjson' }, body }),
    async revision(therapyId) {
      const { body } = await send<Json>(`/v1/therapies/${therapyId}/state`);
      return Number(body['revision'] ?? 0);
    },
  };
}

/** A server of the built service and a client of it. */
export async function startService(): Promise<{ readonly server: Server; readonly client: Client }> {
  const server = await startServer();
  return { server, client: clientOf(server.baseUrl) };
}

/** Until the register has all that was recorded, pages that list therapies refuse. */
export async function caughtUp(client: Client): Promise<void> {
  for (let status = 0; status !== 200;) ({ status } = await client.get('/v1/findings'));
}

/** What a list answers once the register is up to date; on a busy machine that takes longer than an answer may. */
export async function listed<Body = Json>(client: Client, path: string): Promise<Reply<Body>> {
  for (;;) {
    const reply = await client.get<Body>(path);
    if (reply.status !== 503 || (reply.body as Json)['code'] !== 'REGISTER_BEHIND') return reply;
  }
}

export const caseReport = (name: 'a' | 'b'): string =>
  readFileSync(`examples/case-report/case-report-${name}.ndjson`, 'utf8');

export const registered = {
  type: 'TherapyRegistered',
  occurredAt: '2020-01-01',
  data: { patientPseudonym: 'p-1', indication: 'spasticity', aetiology: 'spinal-cord-injury' },
};
export const implanted = {
  type: 'PumpImplanted',
  occurredAt: '2020-01-02T08:00:00Z',
  data: { manufacturer: 'Medtronic', model: 'SynchroMed II', reservoirCapacityMl: 20 },
};
export const refilled = {
  type: 'ReservoirRefilled',
  occurredAt: '2020-01-02T09:00:00Z',
  data: { drug: 'baclofen', concentrationMcgPerMl: 2000, filledVolumeMl: 20 },
};
export const programmed = {
  type: 'PumpReprogrammed',
  occurredAt: '2020-01-02T09:30:00Z',
  data: { program: { mode: 'simple-continuous', dailyDoseMcg: 200 } },
};
export const noted = (occurredAt: string) => ({
  type: 'MriPerformed',
  occurredAt,
  data: { fieldTesla: 1.5 },
});

/** Registers a therapy with a pump that runs. Its revision is 4. */
export async function setUp(client: Client, therapyId: string, registration = registered): Promise<void> {
  for (const event of [registration, implanted, refilled, programmed]) {
    const { status, body } = await client.record(therapyId, event);
    if (status !== 201) throw new Error(`${event.type} was answered with ${status}: ${JSON.stringify(body)}`);
  }
}

/** The id of something that can be reviewed, since the audit shows it now. */
export async function shownNow(client: Client, therapyId: string): Promise<string> {
  const { body } = await client.get<AuditDto>(`/v1/therapies/${therapyId}/audit`);
  return body.findings[0]!.id;
}

/** A signature of an audit as it was seen. */
export const signatureOf = ({ policy, asOf, knownAt, auditHash }: AuditDto, more: Json = {}): Json => ({
  policy: policy.id,
  policyVersion: policy.version,
  asOf,
  knownAt,
  auditHash,
  meaning: 'reviewed',
  statement: 'read',
  signer: { name: 'A. Reviewer' },
  ...more,
});
