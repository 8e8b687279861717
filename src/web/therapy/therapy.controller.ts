import { Controller } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { TherapyIdParam } from '../../api/therapy-id.js';
import { GetSetAside } from '../../register/queries.js';
import { policyAnswer } from '../../answers/form/policy.js';
import { stateAnswer } from '../../answers/dto/state.dto.js';
import { GetReport, GetState, GetTimeline, ListEvents, ListPolicies } from '../../answers/messages.js';
import type { TherapyId } from '../../therapy/envelope.js';
import { Live } from '../live/live.js';
import { PageAt, PageQuery, Pages } from '../shell/pages.js';
import { therapyPage } from './therapy-page.js';
import { lastEpisode } from './zoom.js';
import { type TimelineQuery, inOrder, timelineQuery } from './timeline-query.js';
import { Needs } from '../../api/gate/needs.js';
import { toldTimeline } from './told-timeline.js';

@Controller()
@Pages()
export class TherapyPages {
  constructor(
    private readonly queries: QueryBus,
    private readonly live: Live,
  ) {}

  /** @throws UnknownTherapy, UnknownPolicy */
  @PageAt('therapies/:therapyId')
  @Needs('therapy:read')
  async therapy(
    @TherapyIdParam() therapyId: TherapyId,
    @PageQuery(timelineQuery) asked: TimelineQuery,
  ): Promise<string> {
    const query = inOrder(asked);
    const { policy, from, to } = query;
    // A page of the past stays as it is.
    const isPast = query.asOf !== undefined || query.knownAt !== undefined;
    const live = isPast ? undefined : await this.live.from(therapyId);
    const report = await this.queries.execute(
      new GetReport(therapyId, { policy, asOf: query.asOf, knownAt: query.knownAt }),
    );
    const pointOfView = { asOf: Date.parse(report.audit.asOf), knownAt: Date.parse(report.audit.knownAt) };
    const [state, timeline, policies, last, setAside] = await Promise.all([
      this.queries.execute(new GetState(therapyId, pointOfView)),
      this.queries.execute(new GetTimeline(therapyId, { policy, ...pointOfView, from, to })),
      this.queries.execute(new ListPolicies()),
      this.queries.execute(new ListEvents(therapyId, Math.max(0, (report.record?.lastRevision ?? 0) - 1), 1)),
      this.queries.execute(new GetSetAside(therapyId)),
    ]);
    const episode = lastEpisode(timeline);
    const closeUp =
      episode &&
      (await this.queries.execute(new GetTimeline(therapyId, { policy, ...pointOfView, ...episode })));
    return therapyPage({
      therapyId,
      query,
      report,
      state: stateAnswer(state),
      timeline: toldTimeline(timeline),
      closeUp: closeUp && toldTimeline(closeUp),
      policies: policies.map(policyAnswer),
      setAside,
      isErased: last.some(({ type }) => type === 'PatientErased'),
      live,
    });
  }
}
