import type { Entry } from '../../../src/access/log/record.js';

/** That somebody read the state of a therapy. */
export const entry = (at: string, { service = 'a', therapyId = 'T1' } = {}): Entry => ({
  at,
  service,
  kind: 'read',
  subject: null,
  via: 'bearer',
  session: null,
  address: null,
  action: 'GET /v1/therapies/{therapyId}/state',
  parameters: {},
  therapies: [therapyId],
  site: null,
  purpose: 'HOPERAT',
  identified: false,
  outcome: { status: 200 },
  items: 1,
  requestId: 'r',
});
