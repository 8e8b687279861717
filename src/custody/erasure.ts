import { Fault, Foreseen } from '../faults/fault.js';
import { inWords } from './person.js';

/** Why and by whose authority a patient was erased. */
export type ErasureWords =
  /** In clear, as older releases kept them. */
  | { readonly reason: string; readonly authority: string }
  /** Their disclosures, encrypted under a key of the authority and bound to an event as its own are. */
  | { readonly sealed: Uint8Array; readonly boundTo: string };

/** A patient’s erasure, as the key file and the log each remember it. */
export type Erasure = ErasureWords & {
  readonly therapyId: string;
  /** Of the `PatientErased` that records it. */
  readonly eventId: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly by: string;
};

/** A legal hold: while it stands the patient cannot be erased. */
export interface Hold {
  readonly therapyId: string;
  readonly reason: string;
  readonly authority: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly by: string;
}

/** Why, when and by whom the holds of an authority were released. */
export interface Release {
  readonly therapyId: string;
  readonly authority: string;
  readonly reason: string;
  readonly at: number;
  readonly by: string;
}

/** A hold with how it ended, where it did. */
export type HoldEntry = Hold & { readonly released?: Omit<Release, 'therapyId' | 'authority'> };

/** The key of a therapy was destroyed. */
export class KeyDestroyed extends Fault {
  constructor(therapyId: string) {
    super(
      ['gone', 'THERAPY_ERASED'],
      `the patient of therapy ${therapyId} was erased; nothing more can be recorded of it`,
    );
  }
}

/** Another process made a key for the same owner meanwhile: what was encrypted by the one here is to be made anew. */
export class KeyTaken extends Foreseen {
  readonly kind = 'mismatch';

  constructor(owner: string) {
    super(`there is another key of ${inWords(owner)} already`);
  }
}

/** A legal hold stands against the erasure. */
export class TherapyHeld extends Fault {
  constructor(hold: Hold) {
    super(
      ['conflict', 'THERAPY_HELD'],
      `therapy ${hold.therapyId} is under a legal hold since ${new Date(hold.at).toISOString()} (${hold.reason}; ${hold.authority}); release it first`,
    );
  }
}

/** There is no such hold to release, or more than one authority has one. */
export class NotHeld extends Fault {
  constructor(therapyId: string, authorities: readonly string[]) {
    const named = authorities.map((authority) => JSON.stringify(authority)).join(', ');
    super(
      ['conflict', 'THERAPY_NOT_HELD'],
      authorities.length === 0
        ? `no legal hold stands on therapy ${therapyId}`
        : `legal holds stand on therapy ${therapyId} by ${named}; name one of these authorities`,
    );
  }
}

/** The key file cannot be read or written for now, or not for this therapy. Nothing was acknowledged. */
export class KeysUnavailable extends Fault {
  constructor(message: string, options?: ErrorOptions) {
    const detail = `${message}; nothing was acknowledged, and to send it again is safe`;
    super(['unavailable', 'KEYS_UNAVAILABLE'], message, { ...options, detail });
  }
}

/** A key is in the file, but is not what was put there. */
export class KeyUnreadable extends KeysUnavailable {
  constructor(owner: string) {
    super(
      `the key of ${inWords(owner)} in keys.db was changed or swapped, and its personal values cannot be read: put keys.db back from its own backup`,
    );
  }
}
