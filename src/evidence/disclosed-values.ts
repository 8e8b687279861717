import { canonicalBytes } from '../ledger/canonical.js';
import { digestOf, membersIn } from '../ledger/disclosure.js';
import { pointerTo } from '../faults/field-error.js';

/** A personal value in clear, with the disclosure by which it is checked against the event's bytes. */
interface DisclosedValue {
  /** As it stands in the event's bytes. */
  readonly digest: string;
  /** What the digest is the digest of. */
  readonly disclosure: string;
  readonly eventId: string;
  readonly name: string;
  /** Where in the event the value belongs (RFC 6901). */
  readonly pointer: string;
  readonly revision: number;
  readonly value: unknown;
}

interface Disclosable {
  readonly revision: number;
  readonly bytes: Uint8Array;
}

/** Where in an event's bytes each digest stands. */
function digestsIn(part: unknown, at = '', found = new Map<string, string>()): ReadonlyMap<string, string> {
  if (typeof part !== 'object' || part === null) return found;
  for (const [name, member] of Object.entries(part)) {
    if (name === '$sd' && typeof member === 'string') found.set(member, at);
    else digestsIn(member, pointerTo(at, name), found);
  }
  return found;
}

/**
 * The personal values of an event, in the order of their disclosures.
 * @throws Error for a disclosure that is of no digest in the event's bytes: nobody could check it
 */
export function disclosedValues(
  { revision, bytes }: Disclosable,
  disclosures: readonly string[],
): readonly DisclosedValue[] {
  const event = JSON.parse(Buffer.from(bytes).toString('utf8')) as { readonly id: string };
  const digests = digestsIn(event);
  return disclosures.map((disclosure) => {
    const digest = digestOf(disclosure);
    const pointer = digests.get(digest);
    if (pointer === undefined)
      throw new Error(`a disclosure of event ${event.id} is of no digest in the event's bytes`);
    const [, name, value] = membersIn(disclosure);
    return { digest, disclosure, eventId: event.id, name, pointer, revision, value };
  });
}

/** The values one a line, each as RFC 8785 JSON. */
export const disclosureLines = (values: readonly DisclosedValue[]): Uint8Array =>
  Buffer.concat(values.flatMap((value) => [canonicalBytes(value), NEWLINE]));

const NEWLINE = Buffer.from('\n');
