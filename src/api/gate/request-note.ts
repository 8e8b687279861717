import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Permission } from '../../access/permissions.js';
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

/** The therapy that the path names, where there is one. */
async function named(request: FastifyRequest, care: CareBook): Promise<TherapyId | undefined> {
  const { therapyId } = membersOf(request.params);
  if (typeof therapyId !== 'string' || !NAMED_ID.test(therapyId)) return undefined;
  const record = await care.find(therapyId as TherapyId).catch(() => undefined);
  return record && (therapyId as TherapyId);
}

const toldBy = (access: Access | undefined): Partial<Noted> =>
  access
    ? {
        role: access.role,
        identified: access.identified,
        items: access.items,
        knownAt: access.knownAt,
        asOf: access.asOf,
        ...(access.glass !== undefined && { glass: access.glass, purpose: 'ETREAT' }),
      }
    : {};

const withoutUndefined = <Members extends object>(members: Members): Members =>
  Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as Members;

/** What there is to note of a request that is about to be answered; undefined where that discloses nothing of a therapy. */
export async function noteOf(
  request: FastifyRequest,
  { statusCode: status }: Pick<FastifyReply, 'statusCode'>,
  care: CareBook,
): Promise<Noted | undefined> {
  const { access, noted, listed, problemCode: code, method } = request;
  const permission = access?.permission ?? clinicalNeed(request);
  if (!noted && (clinicalNeed(request) === undefined || permission === undefined)) return undefined;
  const route = routeOf(request);
  const query = membersOf(request.query);
  const ofPath = await named(request, care);
  const therapies = new Set([
    ...(ofPath ? [ofPath] : []),
    ...(access?.therapies ?? []),
    ...(listed?.therapies ?? []),
  ]);
  const kind = permission ? kindOf({ method, route, permission, status, code }) : 'read';
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
    items: told.items || (listed?.items ?? (status < 400 ? therapies.size : 0)),
    knownAt: told.knownAt ?? textIn(query, 'knownAt'),
    asOf: told.asOf ?? textIn(query, 'asOf'),
    ...(noted && withoutUndefined(noted)),
  };
}
