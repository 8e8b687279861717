import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Permission, roleFor } from '../../access/permissions.js';
import { RECORDING } from '../../access/recording.js';
import type { Noted } from '../../accesses/access-log.js';
import { NAMED_ID } from '../../therapy/events/fields/texts.js';
import type { TherapyId } from '../../therapy/envelope.js';
import { isAboutTherapies, kindOf } from './access-kind.js';
import type { Access } from './access.js';
import type { CareBook } from './care-book.js';
import type { GateConfig } from './needs.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** What a handler says of who did what, such as a login: it is noted, whatever the route needs. */
    noted?: Partial<Noted> & Pick<Noted, 'kind'>;
    /** Of a list that was answered: what is in it. */
    listed?: { readonly therapies: readonly string[]; readonly items: number };
  }
}

/** What a route needs that discloses something of a therapy; undefined for others. */
export function clinicalNeed({ routeOptions: { config } }: FastifyRequest): Permission | undefined {
  const need = (config as GateConfig | undefined)?.need;
  if (need?.kind === 'recording') return RECORDING[0];
  if (need?.kind !== 'permission') return undefined;
  return isAboutTherapies(need.permission) ? need.permission : undefined;
}

const routeOf = ({ routeOptions }: FastifyRequest): string => routeOptions.url ?? '';

/** As the OpenAPI document writes it. */
const actionOf = (request: FastifyRequest): string =>
  `${request.method} ${routeOf(request).replaceAll(/:([A-Za-z]+)/g, '{$1}')}`;

const membersOf = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};

const textIn = (query: Readonly<Record<string, unknown>>, name: string): string | undefined =>
  typeof query[name] === 'string' ? query[name] : undefined;

/** The therapy that the query names, as far as it is within reach. */
async function askedFor(
  access: Access | undefined,
  query: Readonly<Record<string, unknown>>,
): Promise<readonly string[]> {
  const { therapyId } = query;
  if (!access?.permission || typeof therapyId !== 'string' || !NAMED_ID.test(therapyId)) return [];
  const role = await access.may(access.permission, therapyId).catch(() => undefined);
  return role === undefined ? [] : [therapyId];
}

/** The therapy that a path or query names, where there is one. */
async function named(given: unknown, care: CareBook): Promise<TherapyId | undefined> {
  const { therapyId } = membersOf(given);
  if (typeof therapyId !== 'string' || !NAMED_ID.test(therapyId)) return undefined;
  const record = await care.find(therapyId as TherapyId).catch(() => undefined);
  return record && (therapyId as TherapyId);
}

const toldBy = (access: Access | undefined): Partial<Noted> =>
  access
    ? {
        role: access.role,
        items: access.items,
        knownAt: access.knownAt,
        asOf: access.asOf,
        ...(access.glass !== undefined && { glass: access.glass, purpose: access.purpose }),
      }
    : {};

/** By which personal values are shown to whoever may see them. */
const SHOWS_PEOPLE: ReadonlySet<Permission | undefined> = new Set([
  'therapy:read',
  'therapy:record',
  'audit:sign',
  'inference:review',
  'evidence:export',
  'case:read',
  'case:draft',
  'access:review',
]);

/** Whether personal values may have been in clear: never less than there were. */
function isIdentified(
  access: Access | undefined,
  permission: Permission | undefined,
  query: Readonly<Record<string, unknown>>,
  status: number,
): boolean {
  // To leave them out they are read, and not told.
  if (!access || status >= 400 || query['personal'] === 'exclude') return false;
  return (
    access.identified ||
    (SHOWS_PEOPLE.has(permission) && roleFor(access.subject.roles, 'therapy:identify') !== undefined)
  );
}

const withoutUndefined = <Members extends object>(members: Members): Members =>
  Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as Members;

const changesKeys = (method: string, route: string): boolean =>
  method !== 'GET' && method !== 'HEAD' && route.startsWith('/v1/keys');

/** What there is to note of a request that is about to be answered; undefined where that discloses nothing of a therapy. */
export async function noteOf(
  request: FastifyRequest,
  { statusCode: status }: Pick<FastifyReply, 'statusCode'>,
  care: CareBook,
): Promise<Noted | undefined> {
  const { access, listed, problemCode: code, method } = request;
  const route = routeOf(request);
  const noted = request.noted ?? (changesKeys(method, route) ? { kind: 'key' as const } : undefined);
  const permission = access?.permission ?? clinicalNeed(request);
  if (!noted && (clinicalNeed(request) === undefined || permission === undefined)) return undefined;
  const query = membersOf(request.query);
  const kind = permission ? kindOf({ method, route, permission, status, code }) : 'read';
  const ofPath = await named(request.params, care);
  const refused = kind === 'denied' ? await named(query, care) : undefined;
  const therapies = new Set([
    ...[ofPath, refused].filter((id) => id !== undefined),
    ...(await askedFor(access, query)),
    ...(access?.therapies ?? []),
    ...(listed?.therapies ?? []),
  ]);
  const cared = ofPath && kind !== 'denied' ? await care.careOf(ofPath).catch(() => undefined) : undefined;
  const told = toldBy(access);
  return {
    kind,
    subject: access?.subject ?? null,
    address: request.ip,
    action: actionOf(request),
    parameters: { ...membersOf(request.params), ...query },
    therapies,
    site: cared?.place?.site,
    outcome: { status, ...(code !== undefined && { code }) },
    requestId: request.id,
    ...told,
    identified: isIdentified(access, permission, query, status),
    items: told.items || (listed?.items ?? (status < 400 ? therapies.size : 0)),
    knownAt: told.knownAt ?? textIn(query, 'knownAt'),
    asOf: told.asOf ?? textIn(query, 'asOf'),
    ...(noted && withoutUndefined(noted)),
  };
}
