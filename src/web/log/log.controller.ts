import { Controller } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { TherapyIdParam } from '../../api/therapy-id.js';
import { Checkpoints } from '../../publication/signing/checkpoints.js';
import { GetLog } from '../../answers/messages.js';
import type { TherapyId } from '../../therapy/envelope.js';
import { Live } from '../live/live.js';
import { PageAt, PageQuery, Pages } from '../shell/pages.js';
import { logPage } from './log-page.js';
import { type LogQuery, logQuery } from './log-query.js';
import { Needs } from '../../api/gate/needs.js';

/** Events on a page. */
const LIMIT = 50;

@Controller()
@Pages()
export class LogPages {
  constructor(
    private readonly queries: QueryBus,
    private readonly checkpoints: Checkpoints,
    private readonly live: Live,
  ) {}

  /** @throws UnknownTherapy */
  @PageAt('therapies/:therapyId/log')
  @Needs('therapy:read')
  async log(@TherapyIdParam() therapyId: TherapyId, @PageQuery(logQuery) query: LogQuery): Promise<string> {
    // A page of the past stays as it is.
    const live = query.knownAt === undefined ? await this.live.from(therapyId) : undefined;
    const log = await this.queries.execute(new GetLog(therapyId, { ...query, limit: LIMIT }));
    return logPage({ query, log, live, publishedSize: this.checkpoints.published()?.size });
  }
}
