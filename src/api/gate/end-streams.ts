import type { INestApplication } from '@nestjs/common';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type Subject, nameOf } from '../../access/subject.js';
import type { StreamConfig } from './needs.js';
import { tooMany } from './refusals.js';
import { WaysIn } from './ways-in.js';

/** What a stream tells ends so soon after the session or token, ms, and less than 5 s. */
const ASKED_EVERY_MS = 2_000;
const MOST_OF_A_SUBJECT = 10;
const AGAIN_S = 5;

const isStream = ({ routeOptions: { config } }: FastifyRequest): boolean =>
  (config as StreamConfig | undefined)?.isStream === true;

const standing = ({ roles, sites }: Subject): string => JSON.stringify([roles, sites]);

/** Ends a stream once whoever follows it is not let in any more, or as somebody who may something else. */
function endWith(ways: WaysIn, request: FastifyRequest, { raw }: FastifyReply, subject: Subject): void {
  const before = standing(subject);
  const look = async () => {
    try {
      if (standing(await ways.subjectOf(request)) === before) return;
    } catch {
      // Not let in: it ends.
    }
    raw.end();
  };
  const asking = setInterval(() => void look(), ASKED_EVERY_MS).unref();
  raw.once('close', () => clearInterval(asking));
}

/** Streams end with the session or token by which they were opened; of one subject only so many are open. */
export function endStreams(server: FastifyInstance, app: INestApplication): void {
  const ways = app.get(WaysIn, { strict: false });
  const open = new Map<string, number>();
  server.addHook('preHandler', async (request, reply) => {
    const subject = request.access?.subject;
    if (!subject || subject.via === 'off' || !isStream(request)) return;
    const name = nameOf(subject);
    const count = open.get(name) ?? 0;
    if (count >= MOST_OF_A_SUBJECT) throw tooMany(AGAIN_S, 'ten streams are open already');
    open.set(name, count + 1);
    reply.raw.once('close', () => {
      const left = (open.get(name) ?? 1) - 1;
      if (left > 0) open.set(name, left);
      else open.delete(name);
    });
    endWith(ways, request, reply, subject);
  });
}
