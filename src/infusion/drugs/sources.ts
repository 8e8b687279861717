/** Where the names of several drugs were read, or whose they are. */
export const NAMES = {
  iberian: 'lists of medicines in Spanish and Portuguese',
  german: 'lists of medicines in German',
  stabilis: 'Stabilis, trade names and countries',
  inn: 'its international name in Spanish, Portuguese, Italian or German',
  brand: 'its brand',
  salt: 'its salt as sold',
} as const;

/** Stability in implanted pumps at body temperature. */
export const STABILITY = {
  hildebrand2001:
    'Hildebrand et al., J Pain Symptom Manage 2001;22:1042: at least 4 months in SynchroMed pumps at 37 °C',
  classen2004:
    'Classen et al., J Pain Symptom Manage 2004;28:603: above 96 % after 90 days in SynchroMed pumps at 37 °C, mixed',
} as const;
