/** Micrograms of each drug. A drug that never came up is absent. */
export type DrugMasses = Map<string, number>;

/** A small amount of one fluid; `drug` is null for anything drug-free (CSF, contrast, water). */
export interface Parcel {
  readonly volumeMl: number;
  readonly drug: string | null;
  readonly concentrationMcgPerMl: number;
}

export function drugFree(volumeMl: number): Parcel {
  return { volumeMl, drug: null, concentrationMcgPerMl: 0 };
}

export function addMass(masses: DrugMasses, drug: string, mcg: number): void {
  masses.set(drug, (masses.get(drug) ?? 0) + mcg);
}

export function addParcels(masses: DrugMasses, parcels: readonly Parcel[]): void {
  for (const { drug, volumeMl, concentrationMcgPerMl } of parcels) {
    if (drug !== null) addMass(masses, drug, volumeMl * concentrationMcgPerMl);
  }
}

export function massesOf(parcels: readonly Parcel[]): DrugMasses {
  const masses: DrugMasses = new Map();
  addParcels(masses, parcels);
  return masses;
}
