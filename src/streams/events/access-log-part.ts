import { HashField } from '../../therapy/events/audit-signed.js';
import { Optional } from '../../therapy/events/fields/nested.js';
import { WholeNumber } from '../../therapy/events/fields/numbers.js';
import { DateOrInstant, NamedId } from '../../therapy/events/fields/texts.js';

const SIZE = {
  min: 1,
  max: Number.MAX_SAFE_INTEGER,
  unit: 'records',
  source: 'what a number can count',
} as const;

/** The first records of a log of accesses. */
export class AccessLogPart {
  /** So many. */
  @WholeNumber(SIZE)
  readonly size: number;

  /** Of the RFC 6962 tree over their canonical bytes, lower-case hex. */
  @HashField()
  readonly root: string;

  /** When the first record was made that no such event before covers. */
  @DateOrInstant()
  readonly from: string;

  /** When the last one was made. */
  @DateOrInstant()
  readonly to: string;

  /** Whose log it is, where each of several services on one ledger keeps its own. */
  @Optional()
  @NamedId()
  readonly service?: string;
}
