import type { INestApplication } from '@nestjs/common';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { type ProblemPage, answerProblem } from '../problems/answer-problem.js';
import { problemOf } from '../problems/problem-of.js';
import { declaredElsewhere } from './declared-elsewhere.js';
import { Gate } from './gate.js';
import type { GateConfig } from './needs.js';
import { RecordingGate } from './recording-gate.js';
import { loginFor } from './to-login.js';

const isRecording = ({ routeOptions: { config } }: FastifyRequest): boolean =>
  (config as GateConfig | undefined)?.need?.kind === 'recording';

/** Before everything that answers: who asks, and whether they may. */
export function guardAccess(server: FastifyInstance, app: INestApplication, page?: ProblemPage): void {
  const gate = app.get(Gate, { strict: false });
  const recordings = app.get(RecordingGate, { strict: false });
  server.decorateRequest('access');
  server.addHook('onRequest', async (request, reply) => {
    if (request.is404) return undefined;
    try {
      request.access = await gate.admit(request);
    } catch (error) {
      const login = loginFor(request, error);
      if (login !== undefined) return reply.redirect(login, 303);
      // What is thrown before a route of others reaches no filter.
      if (!declaredElsewhere(request.routeOptions.url ?? '')) throw error;
      answerProblem(problemOf(error), request, reply, page);
      return reply;
    }
    return undefined;
  });
  server.addHook('preHandler', async (request) => {
    if (isRecording(request)) await recordings.admit(request);
  });
}
