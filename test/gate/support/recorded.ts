import type { Gated } from './gated.js';

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly text: string;
  readonly body: Record<string, unknown>;
}

export type Method = 'GET' | 'HEAD' | 'POST' | 'PUT' | 'DELETE';

export async function ask(
  { app }: Gated,
  who: string | undefined,
  method: Method,
  url: string,
  { body, headers }: { readonly body?: unknown; readonly headers?: Record<string, string> } = {},
): Promise<Answer> {
  const answered = await app.inject({
    method,
    url,
    headers: { host: '127.0.0.1', ...(who !== undefined && { authorization: `Bearer ${who}` }), ...headers },
    ...(body !== undefined && { payload: body as object }),
  });
  const { statusCode: status, headers: given, body: text } = answered;
  const isJson = String(given['content-type']).includes('json');
  return { status, headers: given, text, body: isJson && text ? (JSON.parse(text) as Answer['body']) : {} };
}

/** In short: the status, and the code of a problem. */
export const short = ({ status, body }: Answer): string =>
  typeof body['code'] === 'string' ? `${status} ${body['code']}` : String(status);

const REGISTERED = {
  type: 'TherapyRegistered',
  occurredAt: '2020-01-01',
  data: { patientPseudonym: 'p-1', indication: 'spasticity', aetiology: 'spinal-cord-injury' },
};

export async function record(
  service: Gated,
  therapyId: string,
  ...events: readonly unknown[]
): Promise<void> {
  for (const body of events) {
    const answer = await ask(service, 'root', 'POST', `/v1/therapies/${therapyId}/events`, { body });
    if (answer.status !== 201) throw new Error(`${therapyId}: ${answer.text}`);
  }
}

export const cared = (site: string, unit?: string) => ({
  type: 'CareAssigned',
  occurredAt: '2020-01-02',
  data: { site, ...(unit !== undefined && { unit }) },
});

/** `n-1` at north, `n-restricted` at north/ward-3 and restricted, `nobodys` at no site. */
export async function recorded(service: Gated): Promise<void> {
  await record(service, 'n-1', REGISTERED, cared('north'));
  await record(service, 'n-restricted', REGISTERED, cared('north', 'ward-3'), {
    type: 'AccessRestricted',
    occurredAt: '2020-01-03',
    data: { restricted: true, reason: 'A colleague' },
  });
  await record(service, 'nobodys', REGISTERED);
}
