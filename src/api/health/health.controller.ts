import { Controller, Get, Inject, ServiceUnavailableException } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { HealthCheckService, HealthIndicatorService } from '@nestjs/terminus';
import { ApiProblems } from '../problems/api-problems.js';
import { ProblemException } from '../problems/problem.js';
import type { EventStore } from '../../event-store/port.js';
import { EVENT_STORE_TOKEN } from '../../event-store/token.js';
import { HealthDetails } from '../../observability/health-details.js';
import { within } from '../../waiting/within.js';
import { type Access, Asking } from '../gate/access.js';
import { Open } from '../gate/needs.js';

const PING_LIMIT_MS = 2_000;
const OK = { status: { type: 'string', enum: ['ok'] } };
const STATUS = { schema: { type: 'object', properties: OK } };
const DETAILED = {
  schema: {
    type: 'object',
    properties: {
      ...OK,
      register: {
        type: 'object',
        description:
          'How far the register of all therapies is; it may be behind while the service is ready. `eventsUnread`: events of the log that it has not taken in; `secondsBehind`: since it last knew everything; `setAside`: the first therapies whose audit fails, since when and why; `standsStillSince`: work is left, and none of it was done since; `logUnavailable`: since when and why it cannot read the log, which it asks again.',
      },
      ledger: {
        type: 'object',
        description:
          'Whether the log was compared with what was published of it, what was published last, and how witnesses and the timestamp authority answer. While it is being compared the service is not ready; where it contradicts itself or what was published (`status: contradicted`), nothing more is recorded, and questions are answered as before, but for records that are broken.',
      },
      keys: {
        type: 'object',
        description:
          'Of how many therapies the log holds personal values whose key is missing from keys.db though nobody was erased: they cannot be read until keys.db is put back. Where keys.db cannot be read at all, the service is not ready.',
      },
      tree: {
        type: 'object',
        description: 'How far the ledger’s Merkle tree is; it may be behind while the service is ready.',
      },
    },
  },
};

@ApiTags('operation')
@Controller('health')
export class HealthController {
  constructor(
    private readonly health: HealthCheckService,
    private readonly indicators: HealthIndicatorService,
    @Inject(EVENT_STORE_TOKEN) private readonly store: EventStore,
    private readonly details: HealthDetails,
  ) {}

  @Get('live')
  @Open()
  @ApiOperation({ summary: 'The process runs' })
  @ApiOkResponse(STATUS)
  live(): { status: 'ok' } {
    return { status: 'ok' };
  }

  @Get('ready')
  @Open({ more: 'metrics:read' })
  @ApiOperation({ summary: 'The service can take and give events' })
  @ApiOkResponse(DETAILED)
  @ApiProblems(503)
  async ready(@Asking() access: Access | undefined): Promise<{ status: 'ok' }> {
    // Whoever may not read metrics learns the status alone.
    const details = () => (access ? this.details.read() : {});
    try {
      await this.health.check([() => this.eventStore()]);
    } catch (error) {
      if (!(error instanceof ServiceUnavailableException)) throw error;
      throw new ProblemException(503, 'NOT_READY', 'The event log does not answer.', {
        headers: { 'retry-after': '1' },
        members: details(),
      });
    }
    const { refusal } = this.details;
    if (refusal === undefined) return { status: 'ok', ...details() };
    throw new ProblemException(503, 'NOT_READY', refusal, {
      headers: { 'retry-after': '1' },
      members: details(),
    });
  }

  private async eventStore() {
    const indicator = this.indicators.check('eventStore');
    try {
      await within(PING_LIMIT_MS, this.store.ping());
      return indicator.up();
    } catch {
      return indicator.down();
    }
  }
}
