import { canonicalDrug } from '../../infusion/drugs.js';
import type { Instant } from '../../therapy/envelope.js';
import type { AuditContext } from '../context.js';

/** What screening with single doses showed before a therapy began. */
export interface Screened {
  /** The largest dose that helped, mcg; undefined where none is on record. */
  readonly largestMcg?: number;
  /** Whether a dose helped that nobody recorded. */
  readonly isDoseMissing: boolean;
}

/** Only a satisfactory response counts. */
export function screenedBefore(
  { events }: Pick<AuditContext, 'events'>,
  drug: string,
  before: Instant,
): Screened {
  const doses = events.flatMap((event) =>
    event.type === 'BolusTestPerformed' &&
    event.at <= before &&
    event.data.purpose === 'screening' &&
    event.data.response === 'satisfactory' &&
    canonicalDrug(event.data.drug) === drug
      ? [event.data.doseMcg]
      : [],
  );
  const known = doses.filter((mcg) => mcg !== undefined);
  return {
    ...(known.length > 0 && { largestMcg: Math.max(...known) }),
    isDoseMissing: known.length < doses.length,
  };
}
