import { sixDigits } from '../six-digits.js';
import { agrees } from '../stretches/agreement.js';
import type { Stretch } from '../stretches/stretch.js';
import type { Cause, DeliveryStatus } from './cause.js';

/** What the volumes at both ends of a stretch say of what was computed. */
export interface ByVolume {
  readonly status: DeliveryStatus;
  readonly causes: readonly Cause[];
  /** By so much less, or more, may have been moved, mL. */
  readonly lessMl: number;
  readonly moreMl: number;
}

const saying = (status: DeliveryStatus, causes: readonly Cause[] = []): ByVolume => ({
  status,
  causes,
  lessMl: 0,
  moreMl: 0,
});

/**
 * @param stretch undefined in a time without a fill, in which nothing flows
 * @param unreadMl what the patient may have been given in it that nobody read
 */
export function byVolume(stretch: Stretch | undefined, unreadMl: number): ByVolume {
  if (!stretch) return saying('confirmed');
  const { movedMl, expectedMl, refuted, factor } = stretch;
  if (movedMl === undefined) return saying('unconfirmed');
  if (agrees(movedMl, expectedMl))
    return saying('confirmed', refuted.length === 0 ? [] : [stallRefuted(stretch)]);
  const askedMl = Math.min(unreadMl, movedMl - expectedMl);
  if (askedMl > 0 && agrees(movedMl, expectedMl + askedMl)) return saying('unconfirmed');
  const differenceMl = Math.abs(movedMl - expectedMl);
  const isSlowed = factor !== 1;
  return {
    status: 'contradicted',
    causes: [disagrees(stretch, movedMl)],
    lessMl: isSlowed || movedMl < expectedMl ? differenceMl : 0,
    moreMl: isSlowed || movedMl > expectedMl ? differenceMl : 0,
  };
}

const volumes = ({ beganBy, endedBy }: Stretch) => (endedBy === undefined ? [beganBy] : [beganBy, endedBy]);

const stallRefuted = (stretch: Stretch): Cause => ({
  code: 'STALL_REFUTED',
  from: stretch.start,
  to: stretch.end,
  detail: 'the volume that was found agrees only if the pump ran: the stall or alarm counts as over',
  eventIds: [...new Set([...stretch.refuted, ...volumes(stretch)])],
});

const disagrees = (stretch: Stretch, movedMl: number): Cause => ({
  code: 'VOLUME_DISAGREES',
  from: stretch.start,
  to: stretch.end,
  detail: `by the volumes the pump moved ${sixDigits(movedMl)} mL, by computation ${sixDigits(stretch.expectedMl)} mL`,
  eventIds: volumes(stretch),
});
