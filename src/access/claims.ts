import { type AccessRules, isRoleOfPerson, isSite } from './access-file.js';
import { ROLES, type Role } from './permissions.js';

export type Claims = Readonly<Record<string, unknown>>;
/** JSON pointers as their parts; the first that is there wins. */
export type Pointers = readonly (readonly string[])[];

function at(claims: unknown, pointer: readonly string[]): unknown {
  return pointer.reduce<unknown>((value, part) => {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, part)) return undefined;
    return (value as Claims)[part];
  }, claims);
}

const isThere = (value: unknown): boolean => value !== undefined && value !== null;

/** What the claims say there; undefined where no pointer finds anything. */
export const claimAt = (claims: Claims, pointers: Pointers): unknown =>
  pointers.map((pointer) => at(claims, pointer)).find(isThere);

/** The values of a claim: a list's texts, or a text alone; undefined where it is absent. */
export function valuesAt(claims: Claims, pointers: Pointers): readonly string[] | undefined {
  const found = claimAt(claims, pointers);
  if (found === undefined) return undefined;
  return [found].flat().filter((one) => typeof one === 'string');
}

/** Longer ones are cut off. */
const LONGEST_NAME = 200;

export function nameAt(claims: Claims, pointers: Pointers): string | null {
  const names = pointers.map((pointer) => at(claims, pointer));
  const name = names.find((one) => typeof one === 'string' && one.trim() !== '') as string | undefined;
  return name === undefined ? null : name.trim().slice(0, LONGEST_NAME);
}

/** What somebody outside says of a person, before it is put into our words. */
export interface Stated {
  readonly roles?: readonly string[];
  readonly sites?: readonly string[];
}

export interface Standing {
  readonly roles: readonly Role[];
  readonly sites: readonly string[];
}

/** The roles and sites that what is stated comes to: a value of either claim may stand under both. */
export function standingOf(stated: Stated, rules: AccessRules): Standing {
  const values = [...new Set([...(stated.roles ?? []), ...(stated.sites ?? [])])];
  const roles = rules.roles
    ? values.flatMap((value) => rules.roles!.get(value) ?? [])
    : (stated.roles ?? []).filter(isRoleOfPerson);
  const named = rules.sites
    ? values.flatMap((value) => rules.sites!.get(value) ?? [])
    : (stated.sites ?? []).filter(isSite);
  const isSiteless = stated.sites === undefined && named.length === 0;
  const sites = isSiteless ? rules.defaultSites : named;
  return {
    roles: ROLES.filter((role) => (roles as readonly Role[]).includes(role)),
    sites: [...new Set(sites)],
  };
}
