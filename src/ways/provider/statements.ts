import { type Claims, type Stated, claimAt, nameAt, valuesAt } from '../../access/claims.js';
import type { AccessSettings } from '../../config/access-settings.js';

/** Where claims say what. */
export type ClaimPlaces = Pick<AccessSettings, 'rolesClaim' | 'sitesClaim' | 'nameClaim'>;

export interface Statement {
  readonly name: string | null;
  readonly stated: Stated;
  readonly purposeOfUse?: string;
}

/** What claims say of a person, each from the first of them that says anything of it. */
export function statementIn(places: ClaimPlaces, ...claims: readonly Claims[]): Statement {
  const names = claims.map((one) => nameAt(one, places.nameClaim));
  const first = <Value>(read: (one: Claims) => Value | undefined): Value | undefined =>
    claims.map(read).find((value) => value !== undefined);
  const purpose = first((one) => claimAt(one, [['purpose_of_use']]));
  return {
    name: names.find((name) => name !== null) ?? null,
    stated: {
      roles: first((one) => valuesAt(one, places.rolesClaim)),
      sites: first((one) => valuesAt(one, places.sitesClaim)),
    },
    ...(typeof purpose === 'string' && { purposeOfUse: purpose }),
  };
}

/** Whether something is missing that the provider may say elsewhere. */
export const isWhole = ({ name, stated }: Statement): boolean =>
  name !== null && stated.roles !== undefined && stated.sites !== undefined;
