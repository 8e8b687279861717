import { Optional } from '../../therapy/events/fields/nested.js';
import { DateOrInstant, Name200 } from '../../therapy/events/fields/texts.js';

/** A key is wanted for a device. */
export class KeyWanted {
  /** The id of a client in the access file. */
  @Name200()
  readonly client: string;

  /** Within a year; a year from now where it is not given. */
  @Optional()
  @DateOrInstant()
  readonly expiresAt?: string;
}

/** A key, shown this once. */
export class KeyMade {
  id: string;
  /** For `Authorization: Bearer`. */
  key: string;
}

/** What is kept of a key. */
export class KeyDto {
  id: string;
  /** The id of its client in the access file. */
  client: string;
  createdAt: string;
  /** `<iss>#<sub>`. */
  createdBy: string;
  expiresAt: string;
  /** Null until it is used. */
  usedFirstAt: string | null;
  /** Null where it was not revoked. */
  revokedAt: string | null;
}

export class Keys {
  items: KeyDto[];
}
