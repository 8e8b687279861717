/** Micrograms of each drug. A drug that never came up is absent. */
export type DrugMasses = Map<string, number>;

/** What a fluid holds: mcg/mL of each drug; nothing in CSF, contrast, saline or water. */
export type Content = Map<string, number>;

/** A small amount of one fluid. Parcels of one fluid share its content. */
export interface Parcel {
  readonly volumeMl: number;
  readonly content: Content;
}

const NO_DRUG: Content = new Map();

export function drugFree(volumeMl: number): Parcel {
  return { volumeMl, content: NO_DRUG };
}

export function addMass(masses: DrugMasses, drug: string, mcg: number): void {
  masses.set(drug, (masses.get(drug) ?? 0) + mcg);
}

export function addParcels(masses: DrugMasses, parcels: readonly Parcel[]): void {
  for (const { volumeMl, content } of parcels)
    for (const [drug, mcgPerMl] of content) addMass(masses, drug, volumeMl * mcgPerMl);
}

export function massesOf(parcels: readonly Parcel[]): DrugMasses {
  const masses: DrugMasses = new Map();
  addParcels(masses, parcels);
  return masses;
}
