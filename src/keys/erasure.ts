/** A patient’s erasure, as the key file and the log each remember it. */
export interface Erasure {
  readonly therapyId: string;
  /** Of the `PatientErased` that records it. */
  readonly eventId: string;
  readonly reason: string;
  readonly authority: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly by: string;
}

/** A legal hold: while it stands the patient cannot be erased. */
export interface Hold {
  readonly therapyId: string;
  readonly reason: string;
  readonly authority: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly by: string;
}

/** Why, when and by whom a hold was released. */
export interface Release {
  readonly therapyId: string;
  readonly reason: string;
  readonly at: number;
  readonly by: string;
}

/** A hold with how it ended, where it did. */
export type HoldEntry = Hold & { readonly released?: Omit<Release, 'therapyId'> };

/** The key of a therapy was destroyed. */
export class KeyDestroyed extends Error {
  constructor(readonly therapyId: string) {
    super(`the patient of therapy ${therapyId} was erased; nothing more can be recorded of it`);
  }
}

/** There is no hold to release. */
export class NotHeld extends Error {
  constructor(therapyId: string) {
    super(`therapy ${therapyId} is under no legal hold`);
  }
}

/** The erasure stands, but what the key left in the key file could not be overwritten yet. */
export class TracesRemain extends Error {}

/** A legal hold stands: against the erasure, or against a second one. */
export class TherapyHeld extends Error {
  constructor(readonly hold: Hold) {
    super(
      `therapy ${hold.therapyId} is under a legal hold since ${new Date(hold.at).toISOString()} (${hold.reason}; ${hold.authority}); release it first`,
    );
  }
}
