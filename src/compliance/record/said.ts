import { isDigest } from '../../ledger/disclosure.js';
import type { Sealed } from '../../therapy/envelope.js';
import { isJsonObject } from '../../therapy/json.js';

/** More of one event is not told. */
const MOST_CHARACTERS = 600;

/** What an event says, in its own words, without what is personal, a digest here: `drug baclofen, filledVolumeMl 20`. */
export function saidBy({ data }: Sealed): string {
  const words = membersOf(data).join(', ') || 'nothing more';
  return words.length > MOST_CHARACTERS ? `${words.slice(0, MOST_CHARACTERS)} …` : words;
}

function membersOf(value: unknown, name = ''): string[] {
  if (isDigest(value)) return [];
  if (Array.isArray(value)) return value.flatMap((item, index) => membersOf(item, `${name}[${index}]`));
  if (isJsonObject(value))
    return Object.entries(value).flatMap(([member, inside]) =>
      membersOf(inside, name === '' ? member : `${name}.${member}`),
    );
  return [`${name} ${String(value)}`];
}

/** When, as it was stated. */
export const statedDate = ({ occurredAt: { stated } }: Pick<Sealed, 'occurredAt'>): string =>
  typeof stated === 'string' ? stated : `${stated.earliest} to ${stated.latest}`;

/** Who recorded an event: what is personal of staff stands as a digest here, and is not told. */
export function recorderOf({ recordedBy: { subject, role } }: Sealed): string {
  return typeof subject === 'string' ? `${subject} (${role})` : `somebody in the role ${role}`;
}
