import { isDigest } from '../ledger/disclosure.js';

/** An answer, or any part of one: what stands for a personal value is null, and the object that holds it says so. */
export const withhold = <Answer>(answer: Answer): Answer => withheld(answer) as Answer;

function withheld(part: unknown): unknown {
  if (typeof part !== 'object' || part === null) return part;
  if (isDigest(part)) return null;
  if (Array.isArray(part)) return part.map(withheld);
  const members = Object.entries(part);
  const holdsSome = members.some(([, member]) => isDigest(member));
  return {
    ...Object.fromEntries(members.map(([name, member]) => [name, withheld(member)])),
    ...(holdsSome && { withheld: true }),
  };
}
