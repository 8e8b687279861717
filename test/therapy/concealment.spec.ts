import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { conceal } from '../../src/therapy/conceal.js';
import { isConcealed, reveal, valuesOf } from '../../src/therapy/concealment.js';
import { readContent } from '../../src/therapy/content.js';
import { recordableNames } from '../../src/therapy/events/index.js';
import { replacePersonalValues } from '../../src/therapy/personal.js';
import { body } from './samples.js';

const contentOf = (name: (typeof recordableNames)[number]) => {
  const read = readContent(
    { ...body(name), source: { kind: 'publication', document: 'doi:10.1/x', note: 'page 3' } },
    { defaultSourceKind: 'manual' },
  );
  if (!read.ok) throw new Error(JSON.stringify(read.errors));
  return read.content;
};

const salts = () => {
  let count = 0;
  return () => `salt-${(count += 1)}`;
};

/** As a client does it, from the specification of SD-JWT. */
const digestByHand = (salt: string, name: string, value: unknown) => {
  const sorted =
    typeof value === 'object'
      ? Object.fromEntries(Object.entries(value as object).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : value;
  const disclosure = Buffer.from(JSON.stringify([salt, name, sorted])).toString('base64url');
  return createHash('sha256').update(disclosure, 'ascii').digest('base64url');
};

test.each(recordableNames)('%s is hidden as a whole and comes back as it was', (name) => {
  const content = contentOf(name);
  const { concealed, disclosures } = conceal(content, salts());
  const personal: { name: string; value: unknown }[] = [];
  replacePersonalValues(content, (value, { name: member }) => personal.push({ name: member, value }));
  expect(disclosures).toHaveLength(personal.length);
  const text = JSON.stringify(concealed);
  for (const { value } of personal) expect(text).not.toContain(JSON.stringify(value));
  personal.forEach(({ name: member, value }, index) => {
    expect(text).toContain(JSON.stringify({ $sd: digestByHand(`salt-${index + 1}`, member, value) }));
  });
  expect(reveal(concealed, valuesOf(disclosures))).toEqual(content);
  expect(isConcealed(concealed)).toBe(personal.length > 0);
  expect(isConcealed(content)).toBe(false);
});

test('what cannot be read stays a digest, and the rest is read', () => {
  const { concealed, disclosures } = conceal(contentOf('TherapyRegistered'), salts());
  const { data } = reveal(concealed, valuesOf(disclosures.slice(1)));
  const digests = Object.values(data).filter((value) => isConcealed(value));
  expect(digests).toHaveLength(1);
});

test('the same value has another digest under another salt', () => {
  const content = contentOf('PumpReprogrammed');
  const salt = salts();
  expect(conceal(content, salt).concealed).not.toEqual(conceal(content, salt).concealed);
});

test('a personal value may be any JSON, also what looks like a digest', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const content = { ...contentOf('PumpInterrogated'), data: { displayed: { $sd: value } } };
      const { concealed, disclosures } = conceal(content as never, salts());
      // JSON has no negative zero.
      expect(reveal(concealed, valuesOf(disclosures))).toEqual(JSON.parse(JSON.stringify(content)));
    }),
  );
});
