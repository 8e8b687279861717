import type { Role } from '../../../src/access/permissions.js';
import type { Subject } from '../../../src/access/subject.js';

const someone = (sub: string, roles: readonly Role[], ...sites: readonly string[]): Subject => ({
  iss: 'https://idp.example',
  sub,
  name: `Name of ${sub}`,
  via: 'bearer',
  roles,
  sites,
});

/** Each comes in by a header that names the key. */
export const PEOPLE = {
  north: someone('north', ['recorder'], 'north'),
  north2: someone('north2', ['recorder'], 'north'),
  north3: someone('north3', ['recorder'], 'north'),
  ward: someone('ward', ['recorder'], 'north/ward-3'),
  south: someone('south', ['recorder'], 'south'),
  reader: someone('reader', ['reader'], 'north'),
  everywhere: someone('everywhere', ['recorder'], '*'),
  officer: someone('officer', ['officer'], 'north'),
  officer2: someone('officer2', ['officer'], '*'),
  vigilance: someone('vigilance', ['vigilance'], 'north'),
  reviewer: someone('reviewer', ['reviewer'], 'north'),
} as const satisfies Readonly<Record<string, Subject>>;

export type Person = keyof typeof PEOPLE;
