import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { pointerTo } from '../faults/field-error.js';
import { invalidQuery, READS_QUERY } from './query.js';

/** A handler that reads no query refuses one: a misspelt or misplaced parameter must not be silently without effect. */
@Injectable()
export class NoQueryGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    if (!request.url.includes('?') || !/^\/(v1|tlog)\//.test(request.url)) return true;
    if (Reflect.hasMetadata(READS_QUERY, context.getHandler())) return true;
    const names = Object.keys(request.query as object);
    if (names.length === 0) return true;
    throw invalidQuery(
      names.map((name) => ({ pointer: pointerTo('', name), detail: 'is unknown; none is accepted' })),
    );
  }
}
