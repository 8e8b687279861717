/*
 * When a volume that was found agrees with the volume that was computed (contract, "Delivery").
 */

/** Volumes that differ by no more always agree, mL. */
const ALWAYS_ML = 0.5;
/** Volumes that differ by more never agree, mL. */
const NEVER_ML = 2;
/** As a part of what was computed to be pumped: what the maker allows for refills (14.5 %). */
const PART = 0.145;
/** Volumes are sums: what is exactly at a limit is within it. */
const ROUNDING_ML = 1e-9;

/** So little above what cannot be drawn out is found in a reservoir that is dry, mL (contract, rule 13). */
export const DRY_WITHIN_ML = 0.5;

/** A shown volume counts where it differs from the computed one by more, mL (contract, rule 13). */
export const SHOWN_DIFFERS_ML = 2;

/** Whether what was pumped by the volumes agrees with what was computed, mL. */
export function agrees(movedMl: number, expectedMl: number): boolean {
  const difference = Math.abs(movedMl - expectedMl);
  return (
    difference <= ALWAYS_ML + ROUNDING_ML ||
    (difference <= NEVER_ML + ROUNDING_ML && difference <= PART * expectedMl + ROUNDING_ML)
  );
}
