import type { Sourced } from '../provenance.js';

/** Of any catheter whose length nobody recorded. */
export const shortestImplantedCm: Sourced = {
  value: 60,
  source: 'no clinical source; the lower end of what is implanted in adults; the hospital must approve it',
  certainty: 'proposed',
};
