import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { isWithheld, whileAsking } from '../../repository/disclosing.js';
import { withhold } from '../../therapy/withhold.js';
import type { Access } from './access.js';
import { therapyIn } from './therapy-in.js';

/** Whoever may not see the patient's personal values is answered without them. */
export function withholdValues(server: FastifyInstance): void {
  server.addHook('preHandler', async ({ access, params }) => {
    const therapyId = therapyIn(params);
    if (!access || access.subject.via === 'off') return;
    access.withheld =
      therapyId === undefined
        ? !access.mayAnywhere('therapy:identify')
        : (await access.may('therapy:identify', therapyId)) === undefined;
  });
  // What is asked for inside lasts as long as the answer is made.
  server.addHook('preHandler', (request, _reply, done) => {
    const { access } = request;
    if (access) whileAsking(access, done);
    else done();
  });
  server.addHook('preSerialization', async (request, _reply, payload) =>
    isWithholding(request) ? withhold(payload) : payload,
  );
  server.addHook('onSend', async (request, reply, payload) =>
    isWithholding(request) && typeof payload === 'string' ? textWithout(payload, reply) : payload,
  );
}

const UNREADABLE = 'personal value, cannot be read any more';

/** A page says so, a cell is empty; whether they could be read at all is not told either. */
function textWithout(text: string, reply: FastifyReply): string {
  const type = String(reply.getHeader('content-type'));
  if (type.startsWith('text/html')) return text.replaceAll(UNREADABLE, 'withheld');
  return type.startsWith('text/csv') ? text.replaceAll(`"${UNREADABLE}"`, '') : text;
}

const isWithholding = ({ access }: { readonly access?: Access } & FastifyRequest): boolean =>
  access?.withheld === true || isWithheld();
