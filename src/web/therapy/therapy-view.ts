import type { PolicyDto } from '../../answers/dto/policy.dto.js';
import type { PumpStateDto } from '../../answers/dto/state.dto.js';
import type { Report } from '../../answers/report.js';
import type { TherapyTimeline } from '../../answers/timeline/therapy-timeline.js';
import type { SetAside } from '../../register/set-aside.js';
import type { Page } from '../shell/page.js';
import { optionalStated } from './figures.js';
import type { TimelineQuery } from './timeline-query.js';

/** What the page of a therapy shows. */
export interface TherapyView {
  readonly therapyId: string;
  readonly query: TimelineQuery;
  readonly report: Report;
  readonly state: PumpStateDto;
  readonly timeline: TherapyTimeline;
  /** The last time a dose came to zero, where the time line is too long to show it. */
  readonly closeUp?: TherapyTimeline;
  readonly policies: readonly PolicyDto[];
  readonly isErased: boolean;
  /** The worklist and the lists of all therapies show nothing of this one. */
  readonly setAside?: SetAside;
  readonly live?: Page['live'];
}

type Parameters = Readonly<Record<string, string | undefined>>;

/** By which policy, instant and knowledge, as it was asked. */
export const auditParameters = ({ policy, asOf, knownAt }: TimelineQuery): Parameters => ({
  policy,
  asOf: optionalStated(asOf),
  knownAt: optionalStated(knownAt),
});

/** The same with a window of the time line. */
export const windowParameters = (query: TimelineQuery, from?: number, to?: number): Parameters => ({
  ...auditParameters(query),
  from: optionalStated(from),
  to: optionalStated(to),
});
