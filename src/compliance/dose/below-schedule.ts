import type { Site } from '../../infusion/dose.js';
import { HOUR_MS } from '../../infusion/schedule.js';
import type { EventId, Instant } from '../../therapy/envelope.js';
import { type AuditContext, oncePer } from '../context.js';
import { wholeAfterOneBolus } from './bolus-lost.js';
import { type Given, sitesOf } from './given.js';
import { type GivenCurve, curveOf } from './given-curve.js';
import { infusedDrugs } from './infused-drugs.js';
import { type Promised, promisedTimes } from './promised.js';
import { type Shortage, shortages } from './shortage-windows.js';

/** A drug was given far less than its daily dose promises. */
export interface Below {
  readonly drug: string;
  /** Where it was seen: at the reservoir only where it is not known what leaves the tip. */
  readonly site: Site;
  /** Where it shows. */
  readonly sites: readonly Site[];
  /** When the first of the hours began in which too little was given. */
  readonly at: Instant;
  /** When the last of them ended; undefined while it goes on. */
  readonly until?: Instant;
  readonly severity: 'critical' | 'warning';
  /** The least part of what was due that some such hours gave, as far as it is known by now. */
  readonly shareOfDue: number;
  readonly givenMcg: number;
  readonly dueMcg: number;
  readonly windowHours: number;
  readonly eventIds: readonly EventId[];
}

/** All of them, in order. Times in which the record itself shows that nothing flowed promise nothing. */
export const belowSchedule = oncePer((context): readonly Below[] =>
  infusedDrugs(context)
    .flatMap((drug) => belowOf(context, drug))
    .sort((a, b) => a.at - b.at),
);

function belowOf(context: AuditContext, drug: string): Below[] {
  const windowMs = context.policy.belowSchedule.windowHours.value * HOUR_MS;
  const curve = curveOf(context.delivery, drug);
  const told = new Set<EventId | undefined>();
  return promisedTimes(context, drug, curve).flatMap((promised) =>
    shortages(curve, promised, windowMs).flatMap((shortage) => {
      const piece = curve.pieces[Math.max(0, curve.indexAt(shortage.from))]!;
      const { program } = piece.segment;
      // A program that leaves such a gap leaves it again and again.
      const isOfProgramAlone = piece.start <= shortage.from - windowMs;
      if (!context.time.hasCome(shortage.from) || (isOfProgramAlone && told.has(program?.eventId))) return [];
      told.add(program?.eventId);
      return [describe(context, drug, { curve, promised, windowMs }, shortage, piece)];
    }),
  );
}

interface Looked {
  readonly curve: GivenCurve;
  readonly promised: Promised;
  readonly windowMs: number;
}

function describe(
  { time }: AuditContext,
  drug: string,
  { curve, promised, windowMs }: Looked,
  shortage: Shortage,
  piece: Given,
): Below {
  const until = time.hasPassed(shortage.to) ? Math.round(shortage.to) : undefined;
  const { givenMcg, dueMcg } = until === undefined ? shortage.windows[0]! : leastOf(shortage);
  const isWhole = wholeAfterOneBolus(curve, promised, shortage, windowMs, time);
  const ids = [piece.segment.program?.eventId, piece.eventId, piece.segment.fill?.eventId];
  return {
    drug,
    site: piece.site,
    sites: sitesOf(piece, drug),
    at: Math.round(shortage.from - windowMs),
    ...(until !== undefined && { until }),
    severity: isWhole ? 'warning' : 'critical',
    shareOfDue: givenMcg / dueMcg,
    givenMcg,
    dueMcg,
    windowHours: windowMs / HOUR_MS,
    eventIds: [...new Set(ids.filter((id) => id !== undefined))],
  };
}

const leastOf = ({ windows }: Shortage) =>
  windows.reduce((least, window) =>
    window.givenMcg / window.dueMcg < least.givenMcg / least.dueMcg ? window : least,
  );
