/** Where a patient is cared for today. */
export interface Place {
  readonly site: string;
  readonly unit?: string;
}

/** What decides who reaches a therapy. */
export interface Care {
  /** Undefined: nobody assigned it, and it is seen with `*` alone. */
  readonly place?: Place;
  readonly restricted: boolean;
}

/** Every site and unit. */
export const EVERYWHERE = '*';

/** As a claim names a place exactly. */
export const claimOf = ({ site, unit }: Place): string => (unit === undefined ? site : `${site}/${unit}`);
