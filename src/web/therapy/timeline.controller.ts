import { Controller, Get } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiExcludeController } from '@nestjs/swagger';
import { TherapyIdParam } from '../../api/therapy-id.js';
import { GetTimeline } from '../../answers/messages.js';
import type { TherapyTimeline } from '../../answers/timeline/therapy-timeline.js';
import type { TherapyId } from '../../therapy/envelope.js';
import { PageQuery } from '../shell/pages.js';
import { type TimelineQuery, inOrder, timelineQuery } from './timeline-query.js';
import { Needs } from '../../api/gate/needs.js';
import { toldTimeline } from './told-timeline.js';

/** The data of the time line, for the page's own script. */
@Controller()
@ApiExcludeController()
export class TimelineController {
  constructor(private readonly queries: QueryBus) {}

  @Get('therapies/:therapyId/timeline.json')
  @Needs('therapy:read')
  async timeline(
    @TherapyIdParam() therapyId: TherapyId,
    @PageQuery(timelineQuery) query: TimelineQuery,
  ): Promise<TherapyTimeline> {
    return toldTimeline(await this.queries.execute(new GetTimeline(therapyId, inOrder(query))));
  }
}
