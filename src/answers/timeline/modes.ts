import type { Delivery } from '../../infusion/delivery.js';
import { programmedDailyMcg } from '../../infusion/program.js';
import type { Segment } from '../../infusion/segment.js';
import type { ModeKind, ModeStretch, Span } from './therapy-timeline.js';

const WORDS: Readonly<Record<ModeKind, string>> = {
  'simple-continuous': 'simple continuous',
  'periodic-bolus': 'periodic bolus',
  flex: 'flex',
  'constant-flow': 'constant flow',
  'minimum-rate': 'minimum rate',
  stopped: 'stopped',
  'no-pump': 'no pump',
  'no-program': 'no program',
  'motor-stall': 'motor stall',
  'reservoir-empty': 'reservoir empty by computation',
  'reservoir-emptied': 'reservoir emptied',
  'end-of-service': 'end of service',
  'therapy-ended': 'therapy ended',
  priming: 'priming bolus',
  bridge: 'bridge bolus',
  single: 'single bolus',
  'pump-bolus': 'bolus test by the pump',
};

function kindOf({ halt, activity, program }: Segment): ModeKind {
  if (halt) return halt;
  if (activity === 'pump-bolus') return 'pump-bolus';
  if (!program) return 'no-program';
  return activity === 'starts-with' ? program.startsWith!.kind : program.program.mode;
}

/** What the pump did and does, without gaps from the first event that acts on it. */
export function modeStretches({ segments }: Delivery, { from, to }: Span): ModeStretch[] {
  const stretches: ModeStretch[] = [];
  segments.forEach((segment, index) => {
    const start = Math.max(from, segment.start);
    const end = Math.min(to, segments[index + 1]?.start ?? Number.POSITIVE_INFINITY);
    if (end <= start) return;
    const kind = kindOf(segment);
    const { program, halt } = segment;
    const eventId = (halt === undefined ? program?.eventId : segment.haltedBy) ?? null;
    const last = stretches.at(-1);
    if (last && last.kind === kind && last.eventId === eventId) {
      stretches[stretches.length - 1] = { ...last, end };
      return;
    }
    const isProgram = program !== undefined && kind === program.program.mode;
    const programmedMcgPerDay = isProgram ? programmedDailyMcg(program) : null;
    stretches.push({ start, end, kind, words: WORDS[kind], programmedMcgPerDay, eventId });
  });
  return stretches;
}
