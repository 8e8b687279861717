import type { AuditDto } from '../../answers/dto/audit.dto.js';
import type { CessationDto } from '../../answers/dto/cessation.dto.js';
import type { Report } from '../../answers/report.js';
import type { Page } from '../shell/page.js';
import { optionalStated } from '../therapy/figures.js';
import type { Refused } from './refused.js';

/** The policy, asOf and knownAt of the request. */
export interface Asked {
  readonly policy?: string;
  readonly asOf?: number;
  readonly knownAt?: number;
}

/** A form that comes back: what was typed, and what is wrong with it. */
export interface Returned extends Refused {
  readonly typed: URLSearchParams;
}

/** What the page of a cessation shows. */
export interface CessationView {
  readonly therapyId: string;
  readonly report: Report;
  readonly cessation: CessationDto;
  /** Of the same instant and knowledge under every policy in force, and the one that is shown. */
  readonly others: readonly AuditDto[];
  readonly asked: Asked;
  /** Makes it harmless to send a form twice. */
  readonly key: string;
  /** The day on which the page was asked for, in UTC. */
  readonly today: string;
  /** Who would sign; undefined while there is no access control. */
  readonly signer?: string;
  readonly signing?: Returned;
  readonly reviewing?: Returned;
  /** The page says that something was recorded, and stays as it is: what is signed must be what was seen. */
  readonly live?: Page['live'];
}

type Parameters = Readonly<Record<string, string | undefined>>;

/** As it was asked. */
export const askedParameters = ({ policy, asOf, knownAt }: Asked): Parameters => ({
  policy,
  asOf: optionalStated(asOf),
  knownAt: optionalStated(knownAt),
});

/** Parameters that show this very audit again, whatever is recorded later. */
export const pinnedParameters = ({ audit }: Report): Parameters => ({
  policy: `${audit.policy.id}@${audit.policy.version}`,
  asOf: audit.asOf,
  knownAt: audit.knownAt,
});
