import type { TherapyId } from '../therapy/envelope.js';

/** Whose events are of no therapy, with the types that each has. */
export interface TypeOf {
  readonly policies: 'PolicyAdopted' | 'DefaultPolicyChanged';
  readonly clock: 'ClockAccepted';
  readonly access: 'AccessLogSealed' | 'AccessLogPruned' | 'AuthOffAllowed';
}
export type StreamName = keyof TypeOf;

/**
 * No id of a therapy begins so, and it sorts after all that one may begin with: in a list of all streams these come
 * last.
 */
const MARK = '~';

/** By which a store knows the stream. */
export const streamIdOf = (stream: StreamName): string => `${MARK}${stream}`;

/** The therapy whose stream it is; undefined where it is of no therapy. */
export const therapyOf = (streamId: string): TherapyId | undefined =>
  streamId.startsWith(MARK) ? undefined : (streamId as TherapyId);
