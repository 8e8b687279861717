import { segmentIndexAt } from '../../infusion/delivery.js';
import { isResting } from '../../infusion/schedule.js';
import type { Segment } from '../../infusion/segment.js';
import type { Instant } from '../../therapy/envelope.js';
import type { AuditContext } from '../context.js';
import { pumpLives } from '../dose/pump-lives.js';
import { showInstant } from '../show.js';
import { type Rule, finding } from './finding.js';

/** A pump still delivered when its service had ended. */
export const endOfServicePassed: Rule = (context) =>
  pumpLives(context).flatMap(({ pump, serviceEnds }) => {
    const passed = serviceEnds
      .map((end) => ({ ...end, deliversAt: deliversFrom(context, pump.event.id, end.at) }))
      .filter(({ deliversAt }) => deliversAt !== undefined)
      .toSorted((a, b) => a.deliversAt! - b.deliversAt!)[0];
    if (!passed) return [];
    const dated = passed.isDated ? 'possible' : 'likely';
    return [
      finding({
        code: 'END_OF_SERVICE_PASSED',
        at: passed.deliversAt!,
        detail: `delivers after ${showInstant(passed.at)}, when its service ended: ${passed.reason}`,
        confidence: dated,
        settledBy: 'interrogate the pump: it may have stopped by itself',
        eventIds: [pump.event.id, passed.eventId],
      }),
    ];
  });

/** When a pump first really delivers from an instant on, if it does so by now. */
function deliversFrom({ delivery, time }: AuditContext, pumpId: string, from: Instant): Instant | undefined {
  const { segments } = delivery;
  for (let index = Math.max(0, segmentIndexAt(delivery, from)); index < segments.length; index += 1) {
    const segment = segments[index]!;
    const at = Math.max(from, Math.round(segment.start));
    if (segment.pump && segment.pump.eventId !== pumpId) return undefined;
    if (!time.hasCome(at)) return undefined;
    if (segment.pump && delivers(segment)) return at;
  }
  return undefined;
}

const delivers = ({ halt, schedule, activity, program }: Segment): boolean =>
  !halt && !isResting(schedule) && !(activity === 'program' && program?.program.mode === 'minimum-rate');
