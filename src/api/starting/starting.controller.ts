import { All, Controller, Get, Inject } from '@nestjs/common';
import type { HowFar } from '../../event-store/opening.js';
import { ProblemException, type CodeWithStatus } from '../problems/problem.js';

/** Injects a function that says how far the log is read, or nothing where it is. */
export const HOW_FAR_TOKEN = Symbol('HowFar');

const RETRY_AFTER = { 'retry-after': '5' };

/** What is answered while the service is not there yet. */
@Controller()
export class StartingController {
  constructor(@Inject(HOW_FAR_TOKEN) private readonly howFar: () => HowFar | undefined) {}

  @Get('health/live')
  live(): { status: 'ok' } {
    return { status: 'ok' };
  }

  @Get('health/ready')
  ready(): never {
    throw this.refusal(503, 'NOT_READY');
  }

  @All('*')
  other(): never {
    throw this.refusal(503, 'STORE_UNAVAILABLE');
  }

  private refusal(status: 503, code: 'NOT_READY' | 'STORE_UNAVAILABLE'): ProblemException {
    const far = this.howFar();
    const problem: CodeWithStatus = [status, code, far ? soFar(far) : 'The service is starting.'];
    return new ProblemException(...problem, {
      headers: RETRY_AFTER,
      members: far && { log: { status: 'reading', ...far } },
    });
  }
}

function soFar({ position, end, events }: HowFar): string {
  const percent = Math.floor((100 * position) / end);
  return `The event log is still being read: ${percent} % of what is on the server, and in it ${events} events of the log.`;
}
