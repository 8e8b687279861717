import type { Delivery, PathMoment } from '../../infusion/delivery.js';
import type { Segment } from '../../infusion/segment.js';
import type { EventId, Instant } from '../../therapy/envelope.js';
import type { AuditContext } from '../context.js';
import { nextProgramming } from '../taper/bridge.js';
import { missingBridges } from './missing-bridges.js';

interface Run {
  readonly start: Instant;
  readonly end: Instant;
}

/** From when to when the bridge ran that cleared the path after a moment; none where none of its volume is recorded. */
export function clearingBridge(context: AuditContext, moment: PathMoment): Run | undefined {
  const program = nextProgramming(context, moment);
  if (program?.data.program.startsWith?.kind !== 'bridge') return undefined;
  return missingBridges(context).has(moment.eventId) ? undefined : runOf(context.delivery, program.id);
}

function runOf({ segments }: Delivery, programId: EventId): Run | undefined {
  const isOfBridge = ({ activity, program }: Segment) =>
    activity === 'starts-with' && program?.eventId === programId;
  const first = segments.findIndex(isOfBridge);
  if (first < 0) return undefined;
  const last = segments.findLastIndex(isOfBridge);
  return {
    start: segments[first]!.start,
    end: segments[last + 1]?.start ?? Number.POSITIVE_INFINITY,
  };
}
