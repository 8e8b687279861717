import type { Method } from './recorded.js';

/**
 * Who may, written by hand from the contract and not from the code: R reader, C recorder, V reviewer, G vigilance, O officer,
 * D device, A admin. `therapy`: within reach; `all`: with `*` alone; `any`: lists what is within reach.
 */
export type Row = readonly [method: Method, route: string, roles: string, of: 'therapy' | 'all' | 'any'];

const THERAPY = '/v1/therapies/:therapyId';
const CLINICAL = 'RCVGO';
const EVERY_ROLE = 'RCVGODA';

/** A row for each route that needs somebody. */
export const EXPECTED: readonly Row[] = [
  ['POST', `${THERAPY}/events`, 'C', 'therapy'],
  ['GET', `${THERAPY}/events`, CLINICAL, 'therapy'],
  ['POST', '/v1/import', 'C', 'any'],
  ['GET', '/v1/therapies', CLINICAL, 'any'],
  ['GET', `${THERAPY}/state`, CLINICAL, 'therapy'],
  ['GET', `${THERAPY}/dose`, CLINICAL, 'therapy'],
  ['GET', `${THERAPY}/dose-curve`, CLINICAL, 'therapy'],
  ['GET', `${THERAPY}/audit`, CLINICAL, 'therapy'],
  ['GET', `${THERAPY}/audits`, CLINICAL, 'therapy'],
  ['GET', `${THERAPY}/audit/changes`, CLINICAL, 'therapy'],
  ['POST', `${THERAPY}/audit/signatures`, 'V', 'therapy'],
  ['GET', `${THERAPY}/audit.pdf`, CLINICAL, 'therapy'],
  ['GET', `${THERAPY}/audit.csv`, CLINICAL, 'therapy'],
  ['GET', `${THERAPY}/evidence.zip`, 'VGO', 'therapy'],
  ['GET', '/v1/policies', EVERY_ROLE, 'any'],
  ['GET', '/v1/drugs', EVERY_ROLE, 'any'],
  ['GET', '/v1/devices', EVERY_ROLE, 'any'],
  ['GET', '/v1/cessations', CLINICAL, 'any'],
  ['GET', '/v1/findings', CLINICAL, 'any'],
  ['GET', '/v1/ledger/entries/:leafIndex', 'VO', 'any'],
  ['GET', '/tlog/tile/entries/*', 'VO', 'all'],
  ['POST', '/v1/ledger/verify', 'VO', 'all'],
  ['GET', '/metrics', 'A', 'any'],
  ['GET', '/', CLINICAL, 'any'],
  ['GET', '/therapies', 'C', 'any'],
  ['GET', '/therapies/:therapyId', CLINICAL, 'therapy'],
  ['GET', '/therapies/:therapyId/cessations/:cessationId', CLINICAL, 'therapy'],
  ['POST', '/therapies/:therapyId/cessations/:cessationId/sign', 'V', 'therapy'],
  ['POST', '/therapies/:therapyId/cessations/:cessationId/review', 'V', 'therapy'],
  ['GET', '/therapies/:therapyId/timeline.json', CLINICAL, 'therapy'],
  ['GET', '/therapies/:therapyId/record', 'C', 'any'],
  ['POST', '/therapies/:therapyId/record', 'C', 'therapy'],
  ['GET', '/therapies/:therapyId/log', CLINICAL, 'therapy'],
  ['GET', '/integrity', 'VO', 'all'],
  ['POST', '/integrity/verify', 'VO', 'all'],
  ['GET', '/integrity/evidence', 'VGO', 'therapy'],
  ['GET', '/policies', EVERY_ROLE, 'any'],
  ['GET', '/live', CLINICAL, 'any'],
  ['POST', '/v1/break-glass', CLINICAL, 'any'],
  ['GET', '/v1/break-glass', 'O', 'any'],
  ['GET', '/v1/break-glass/:id', CLINICAL, 'any'],
  ['POST', '/v1/break-glass/:id/review', 'O', 'any'],
  ['GET', '/break-glass', CLINICAL, 'any'],
  ['POST', '/break-glass', CLINICAL, 'any'],
  ['POST', '/break-glass/:id/review', 'O', 'any'],
  ['GET', '/accesses', 'O', 'any'],
  ['GET', '/v1/accesses', 'O', 'any'],
  ['GET', '/v1/accesses.csv', 'O', 'any'],
  ['GET', `${THERAPY}/accesses`, 'O', 'therapy'],
  ['POST', `${THERAPY}/erasure`, 'O', 'therapy'],
  ['POST', '/v1/erasures/:id/confirmation', 'O', 'any'],
  ['GET', '/v1/erasures', 'O', 'any'],
  ['POST', '/v1/staff-erasures', 'O', 'all'],
  ['POST', '/v1/staff-erasures/:id/confirmation', 'O', 'all'],
  ['GET', '/v1/staff-erasures', 'O', 'all'],
  ['PUT', `${THERAPY}/hold`, 'O', 'therapy'],
  ['DELETE', `${THERAPY}/hold`, 'O', 'therapy'],
  ['GET', '/v1/sessions', EVERY_ROLE, 'any'],
  ['DELETE', '/v1/sessions/:id', EVERY_ROLE, 'any'],
  ['GET', '/v1/keys', 'A', 'any'],
  ['POST', '/v1/keys', 'A', 'any'],
  ['DELETE', '/v1/keys/:id', 'A', 'any'],
  ['GET', '/docs', EVERY_ROLE, 'any'],
  ['GET', '/openapi.json', EVERY_ROLE, 'any'],
];

/** Through a broken glass: pages and answers about the therapy of the path, and nothing else. */
export const THROUGH_GLASS: readonly string[] = [
  'events',
  'state',
  'dose',
  'dose-curve',
  'audit',
  'audits',
  'audit/changes',
  'audit.pdf',
  'audit.csv',
]
  .map((part) => `GET ${THERAPY}/${part}`)
  .concat(
    'GET /therapies/:therapyId',
    'GET /therapies/:therapyId/cessations/:cessationId',
    'GET /therapies/:therapyId/timeline.json',
    'GET /therapies/:therapyId/log',
  );

/** Answered to anybody. */
export const OPEN: readonly string[] = [
  '/v1/ledger/checkpoint',
  '/v1/ledger/key',
  '/v1/ledger/keys',
  '/v1/ledger/inclusion',
  '/v1/ledger/consistency',
  '/tlog/checkpoint',
  '/tlog/tile/:level/*',
  '/health/live',
  '/health/ready',
];

/** They look for themselves at what came along. */
export const WAYS_IN: readonly string[] = [
  'GET /auth/login',
  'GET /auth/callback',
  'GET /auth/jwks.json',
  'GET /auth/signed-out',
  'POST /auth/logout',
  'POST /auth/backchannel-logout',
];

/** Answered to whoever is known, with or without a role. */
export const KNOWN: readonly string[] = ['/v1/me', '/auth/reauthenticate'];
