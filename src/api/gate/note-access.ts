import type { INestApplication } from '@nestjs/common';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { AccessLog, type Noted } from '../../accesses/access-log.js';
import type { ProblemPage } from '../problems/answer-problem.js';
import { CareBook } from './care-book.js';
import type { StreamConfig } from './needs.js';
import { clinicalNeed, noteOf } from './request-note.js';
import { StreamNotes } from './stream-notes.js';
import { UnknownTries } from './unknown-tries.js';
import { withhold } from './withhold.js';

const isStream = ({ routeOptions: { config } }: FastifyRequest): boolean =>
  (config as StreamConfig | undefined)?.isStream === true;

const changes = ({ method }: FastifyRequest): boolean => method !== 'GET' && method !== 'HEAD';

interface Item {
  readonly therapyId?: unknown;
}

/** Of a page of a list. */
function noteListed(request: FastifyRequest, payload: unknown): void {
  const { items } = (payload ?? {}) as { readonly items?: readonly Item[] };
  if (!Array.isArray(items)) return;
  const ids = items.map((item: Item | null) => item?.therapyId);
  request.listed = {
    therapies: ids.filter((id) => typeof id === 'string'),
    items: items.length,
  };
}

/** Of a key that was never used before, whatever is asked by it. */
function firstUseIn(request: FastifyRequest, status: number): Noted | undefined {
  const { access, ip, id, problemCode: code } = request;
  if (!access?.subject.isFirstUse) return undefined;
  return {
    kind: 'key',
    subject: access.subject,
    address: ip,
    action: 'first use of a key',
    outcome: { status, ...(code !== undefined && { code }) },
    requestId: id,
  };
}

/**
 * Before the first byte of every answer that discloses something of a therapy, or refuses it, who asked is on the disk; where
 * that cannot be written, nothing is disclosed.
 */
export function noteAccess(server: FastifyInstance, app: INestApplication, page?: ProblemPage): void {
  const log = app.get(AccessLog, { strict: false });
  if (!log.isOn) return;
  const care = app.get(CareBook, { strict: false });
  const tries = new UnknownTries(log);
  server.addHook('onClose', () => tries.flush());
  const streams = new StreamNotes(log);
  server.addHook('preHandler', async (request, reply) => {
    if (isStream(request)) {
      const noted = await noteOf(request, reply, care);
      if (noted) await streams.opened(noted, reply);
    }
    // What is recorded stays recorded: so it is asked before.
    if (changes(request) && clinicalNeed(request) !== undefined) await log.ready();
  });
  server.addHook('preSerialization', async (request, _reply, payload) => {
    noteListed(request, payload);
    return payload;
  });
  server.addHook('onSend', async (request, reply, payload) => {
    const noted = await noteOf(request, reply, care);
    const firstUse = firstUseIn(request, reply.statusCode);
    try {
      if (firstUse) await log.note(firstUse);
      if (!noted) return payload;
      if (noted.subject || noted.kind !== 'denied') await log.note(noted);
      else await tries.count(noted);
      return payload;
    } catch (error) {
      return withhold(error, request, reply, { payload, page });
    }
  });
}
