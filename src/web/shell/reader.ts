import { AsyncLocalStorage } from 'node:async_hooks';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { EVERYWHERE } from '../../access/care.js';
import { type Permission, roleFor } from '../../access/permissions.js';
import type { Subject } from '../../access/subject.js';
import { therapyIn } from '../../api/gate/therapy-in.js';
import type { Settings } from '../../config/settings.js';

/** For whom a page is made. */
export interface Reader {
  readonly auth: Settings['auth'];
  /** Whether all is only to be looked at: nobody’s patients. */
  readonly isDemo: boolean;
  /** Undefined where nobody is known, yet or at all. */
  readonly subject: Subject | undefined;
  /** Whether they may do something, with the therapy of the page where it is of one. */
  readonly may: (permission: Permission) => boolean;
  /** The address of the page; undefined for the answer to a form, which another language would lose. */
  readonly here?: string;
}

const readers = new AsyncLocalStorage<Reader>();

/** Undefined for a page that no request asked for. */
export const reader = (): Reader | undefined => readers.getStore();

/** Whether whoever reads may do something; what they may not is not offered. */
export function mayHere(permission: Permission, { everywhere = false } = {}): boolean {
  const who = readers.getStore();
  if (!who) return true;
  return who.may(permission) && (!everywhere || who.subject?.sites.includes(EVERYWHERE) !== false);
}

/** Whether there is a glass to break for whoever reads. */
export const mayBreakGlass = ({ auth, subject }: Partial<Reader> = {}): boolean =>
  auth === 'oidc' && subject !== undefined && roleFor(subject.roles, 'therapy:read') !== undefined;

/** Tells the pages who reads them; before all that answers. */
export const tellReaders =
  ({ auth, isDemo = false }: Settings) =>
  (server: FastifyInstance): void => {
    const known = new WeakMap<FastifyRequest, Reader>();
    const readerOf = (request: FastifyRequest): Reader => {
      const made = known.get(request) ?? {
        auth,
        isDemo,
        here: request.method === 'GET' ? request.url : undefined,
        get subject() {
          return request.access?.subject;
        },
        may: (permission: Permission) => request.access?.mayHere(permission) ?? auth === 'off',
      };
      known.set(request, made);
      return made;
    };
    server.addHook('preHandler', async ({ access, params, url }) => {
      const therapyId = therapyIn(params);
      if (access && therapyId !== undefined && !url.startsWith('/v1/')) await access.learn(therapyId);
    });
    server.addHook('onRequest', (request, _reply, done) => readers.run(readerOf(request), done));
    // To read a body leads out of it.
    server.addHook('preHandler', (request, _reply, done) => readers.run(readerOf(request), done));
  };
