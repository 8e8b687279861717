import type { FastifyRequest } from 'fastify';
import { ANYBODY, type Subject } from '../../access/subject.js';

/** How the service learns who asks; also the injection token. */
export abstract class WaysIn {
  /** @throws ProblemException 401, 403 KEY_REVOKED, 503 IDP_UNAVAILABLE */
  abstract subjectOf(request: FastifyRequest): Promise<Subject>;
}

/** With `AUTH=off`. */
export class Unguarded extends WaysIn {
  override async subjectOf(): Promise<Subject> {
    return ANYBODY;
  }
}
