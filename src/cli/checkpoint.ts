import { ObservabilityModule } from '../observability/observability.module.js';
import type { Checkpoint } from '../publication/signing/checkpoint.js';
import { PublicationModule } from '../publication/publication.module.js';
import { Publisher } from '../publication/publisher.js';
import type { Invocation } from './invocation.js';
import { inSession } from './session.js';

/** What a command needs to sign, and one that records, to do so only where the log is as it was published. */
export const SIGNING = [ObservabilityModule, PublicationModule] as const;

/** As programs read it. */
export interface CheckpointAnswer {
  readonly origin: string;
  readonly size: number;
  readonly rootHash: string;
  readonly signedAt: string;
  readonly note: string;
  /** The reply of the timestamp authority, in base64. */
  readonly timestamp?: string;
}

export const checkpointAnswer = (checkpoint: Checkpoint): CheckpointAnswer => {
  const { origin, size, rootHash, signedAt, note, timestamp } = checkpoint;
  return {
    origin,
    size,
    rootHash: rootHash.toString('base64'),
    signedAt: new Date(signedAt).toISOString(),
    note,
    ...(timestamp && { timestamp: timestamp.toString('base64') }),
  };
};

/** A new one where the log grew, else the last one. */
export const checkpoint = (invocation: Invocation): Promise<CheckpointAnswer> =>
  inSession({ invocation, create: false, modules: SIGNING }, async (app) =>
    checkpointAnswer(await app.get(Publisher, { strict: false }).publishNow()),
  );

/** The note itself, so that it can be written to a file. */
export const showCheckpoint = ({ note }: CheckpointAnswer): string => note.replace(/\n$/, '');
