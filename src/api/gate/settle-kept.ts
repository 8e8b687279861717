import type { INestApplication } from '@nestjs/common';
import type { FastifyInstance } from 'fastify';
import { KeptState } from '../../kept/kept-state.js';
import type { ProblemPage } from '../problems/answer-problem.js';
import { isChange } from '../ways/navigation.js';
import { withhold } from './withhold.js';

/**
 * Whatever changes something knows what other services did before, and is answered once what it changed is where it lasts:
 * sessions, keys of devices, broken glasses, orders.
 */
export function settleKept(server: FastifyInstance, app: INestApplication, page?: ProblemPage): void {
  const kept = app.get(KeptState, { strict: false });
  if (!kept.isShared) return;
  server.addHook('onRequest', async (request) => {
    if (isChange(request) || request.url.startsWith('/auth/')) await kept.caughtUp();
  });
  server.addHook('onSend', async (request, reply, payload) => {
    try {
      await kept.settled();
      return payload;
    } catch (error) {
      return withhold(error, request, reply, { payload, page });
    }
  });
}
