import type { Kind, Outcome } from '../access/log/record.js';
import type { Purpose } from '../access/log/purpose.js';
import type { Role } from '../access/permissions.js';
import type { Subject } from '../access/subject.js';

/** Who looked at what, as whoever answered knows it. */
export interface Noted {
  readonly kind: Kind;
  readonly subject: Subject | null;
  /** By which the subject was let in. */
  readonly role?: Role;
  readonly address?: string;
  /** The route with its method, or the command. */
  readonly action: string;
  /** As they were given. */
  readonly parameters?: Readonly<Record<string, unknown>>;
  /** Those that there are. */
  readonly therapies?: Iterable<string>;
  /** Where the therapy is cared for; without, it is a site of the subject. */
  readonly site?: string;
  /** Of an open glass, instead of what the subject states. */
  readonly purpose?: Purpose;
  readonly glass?: string;
  readonly identified?: boolean;
  readonly outcome: Outcome;
  readonly items?: number;
  readonly knownAt?: string;
  readonly asOf?: string;
  readonly requestId: string;
}

/** The log of who looked; also the injection token. */
export abstract class AccessLog {
  /** Whether anything is noted at all: not without access control. */
  abstract readonly isOn: boolean;

  /**
   * Resolves when it is on the disk: only then may anything be disclosed.
   * @throws AccessLogUnavailable, AccessLogContradicted
   */
  abstract note(noted: Noted): Promise<void>;

  /**
   * Resolves where it could be written now.
   * @throws AccessLogUnavailable, AccessLogContradicted
   */
  abstract ready(): Promise<void>;

  /**
   * Resolves when what all services noted can be read here.
   * @throws AccessLogUnavailable, AccessLogContradicted
   */
  abstract upToDate(): Promise<void>;
}

/** Without access control nobody knows who looks. */
export class NoAccessLog extends AccessLog {
  readonly isOn = false;

  override async note(): Promise<void> {}

  override async ready(): Promise<void> {}

  override async upToDate(): Promise<void> {}
}
