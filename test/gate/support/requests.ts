import type { Method } from './recorded.js';

const QUERIES: Readonly<Record<string, string>> = {
  '/v1/therapies/:therapyId/dose': '?drug=baclofen&from=2020-01-01&to=2020-02-01',
  '/v1/therapies/:therapyId/dose-curve': '?drug=baclofen&from=2020-01-01&to=2020-02-01',
  '/v1/therapies/:therapyId/audit/changes': '?from=2020-01-01&to=2030-01-01',
  '/therapies': '?therapyId=n-9',
  '/v1/ledger/inclusion': '?leafIndex=0',
  '/v1/ledger/consistency': '?from=0',
};
const REFILLED = {
  type: 'ReservoirRefilled',
  occurredAt: '2020-01-03T08:00:00Z',
  data: { drug: 'baclofen', concentrationMcgPerMl: 2000, filledVolumeMl: 20 },
};
const FORM = { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' };
const LINES = { 'content-type': 'application/x-ndjson' };

/** A request of a route as somebody would send it, about a therapy. */
export function requestOf(
  method: Method,
  route: string,
  therapyId: string,
): readonly [Method, string, { body?: unknown; headers?: Record<string, string> }] {
  const url = route
    .replace(':therapyId', therapyId)
    .replace(':cessationId', 'c-1')
    .replace(':leafIndex', '0')
    .replace(':id', 'no-such')
    .replace(':level', '0')
    .replace('*', '000.p/1');
  const query = route === '/integrity/evidence' ? `?therapyId=${therapyId}` : (QUERIES[route] ?? '');
  if (method !== 'POST') return [method, url + query, {}];
  if (route === '/v1/import') return [method, url, { body: '\n', headers: LINES }];
  if (route.startsWith('/v1/'))
    return [method, url, { body: route.endsWith('/verify') ? undefined : REFILLED }];
  const form = new URLSearchParams({ '/type': 'ReservoirRefilled', key: 'k', revision: '1' });
  return [method, url, { body: form.toString(), headers: FORM }];
}
