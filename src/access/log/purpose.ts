import type { Role } from '../permissions.js';

/** Why somebody looks, by the codes of HL7 v3 PurposeOfUse. */
export const PURPOSES = ['HOPERAT', 'TREAT', 'ETREAT', 'HQUALIMP', 'PATSFTY', 'PUBHLTH'] as const;
export type Purpose = (typeof PURPOSES)[number];

const CARE = ['HOPERAT', 'TREAT', 'ETREAT'] as const;
const QUALITY = ['HQUALIMP', 'PATSFTY'] as const;
const OPERATION = ['HOPERAT'] as const;

/** What each role may look for; the first where it says nothing. */
export const PURPOSES_OF: Readonly<Record<Role, readonly [Purpose, ...Purpose[]]>> = {
  reader: CARE,
  recorder: CARE,
  reviewer: QUALITY,
  officer: QUALITY,
  vigilance: ['PATSFTY', 'PUBHLTH'],
  device: OPERATION,
  admin: OPERATION,
};

/**
 * @param role that counts; undefined where nobody was let in
 * @param stated as a token says, also as a URI or with a coding system before it
 */
export function purposeOf(role: Role | undefined, stated?: string): Purpose {
  const allowed = role ? PURPOSES_OF[role] : OPERATION;
  const code = stated?.split(/[#:/|]/).at(-1);
  return allowed.find((purpose) => purpose === code) ?? allowed[0];
}
