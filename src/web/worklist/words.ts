import { type NextDue, isOverdue } from '../../register/to-do.js';
import { rounded } from '../../reports/words.js';
import type { Activity } from '../../register/worklist-question.js';
import { say } from '../../words/say.js';
import { worklist as texts } from '../../words/texts/worklist.js';
import type { Text } from '../../words/say.js';

export const ACTIVITY: Readonly<Record<Activity, Text>> = {
  running: texts.running,
  stopped: texts.stopped,
  'not-programmed': texts.notProgrammed,
  'motor-stall': texts.motorStall,
  'reservoir-empty': texts.reservoirEmpty,
  'reservoir-emptied': texts.reservoirEmptied,
  'end-of-service': texts.endOfService,
  'therapy-ended': texts.therapyEnded,
  'no-pump': texts.noPump,
  'set-aside': texts.cannotBeAudited,
};

const DUE: Readonly<Record<NextDue['what'], Text>> = {
  refill: texts.refillBeforeTheLowAlarm,
  empty: texts.refillEmptyByComputation,
  replacement: texts.replacementOfThePump,
};

/** What is due, or was to be done by now. */
export const dueInWords = (next: NextDue, now: number): string =>
  next.what === 'refill' && isOverdue(next, now) ? say(texts.refillAtTheLowAlarm) : say(DUE[next.what]);

/** What a reservoir holds, to a tenth; what is left is never said to be nothing. */
export const levelInWords = (ml: number): string =>
  ml > 0 && ml < 0.05 ? say(texts.lessThan01) : rounded(ml, 1);
