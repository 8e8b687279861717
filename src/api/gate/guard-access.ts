import type { INestApplication } from '@nestjs/common';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Gate } from './gate.js';
import type { GateConfig } from './needs.js';

const isRecording = ({ routeOptions: { config } }: FastifyRequest): boolean =>
  (config as GateConfig | undefined)?.need?.kind === 'recording';

/** Before everything that answers: who asks, and whether they may. */
export function guardAccess(server: FastifyInstance, app: INestApplication): void {
  const gate = app.get(Gate, { strict: false });
  server.decorateRequest('access');
  server.addHook('onRequest', async (request) => {
    if (!request.is404) request.access = await gate.admit(request);
  });
  server.addHook('preHandler', async (request) => {
    if (isRecording(request)) await gate.admitBody(request);
  });
}
