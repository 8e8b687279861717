import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { ProblemException } from '../../api/problems/problem.js';

const isSameOrigin = ({ origin, host, 'sec-fetch-site': site }: FastifyRequest['headers']): boolean => {
  if (origin === undefined) return site === 'same-origin';
  return URL.canParse(origin) && new URL(origin).host === host?.toLowerCase();
};

/** A form counts only when it was sent from a page of this service: not from elsewhere through the user's browser. */
@Injectable()
export class SameOriginGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    if (isSameOrigin(context.switchToHttp().getRequest<FastifyRequest>().headers)) return true;
    throw new ProblemException(
      403,
      'FOREIGN_ORIGIN',
      'Forms are taken from the pages of this service only; programs use the interface under /v1.',
    );
  }
}
