import { type Digest, digestOf, disclosureOf } from '../ledger/disclosure.js';
import { type WithPersonalValues, replacePersonalValues } from './personal.js';

/**
 * The content with digests in place of its personal values, as it is hashed and kept.
 * @param salt another one at each call
 * @returns with it the disclosures, in order of the members
 */
export function conceal<Event extends WithPersonalValues>(
  content: Event,
  salt: () => string,
): { readonly concealed: Event; readonly disclosures: readonly string[] } {
  const disclosures: string[] = [];
  const concealed = replacePersonalValues(content, (value, { name }): Digest => {
    const disclosure = disclosureOf(salt(), name, value);
    disclosures.push(disclosure);
    return { $sd: digestOf(disclosure) };
  });
  return { concealed, disclosures };
}
