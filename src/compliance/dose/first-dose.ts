import type { AuditContext } from '../context.js';
import type { DoseStretch } from './daily-dose.js';
import { recordedIn } from './recorded.js';

/** The first daily dose of a drug in the therapy; undefined where it was never delivered, or already before it was taken over. */
export function firstDose(context: AuditContext, drug: string): DoseStretch | undefined {
  const first = context.uninterrupted(drug, 'reservoir').find(({ mcgPerDay }) => mcgPerDay > 0);
  return recordedIn(context.delivery).typeOf(first?.eventId) === 'TherapyTakenOver' ? undefined : first;
}
