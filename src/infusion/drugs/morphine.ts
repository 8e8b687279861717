import { aliases } from '../known-names.js';
import type { Drug } from './drug.js';
import { NAMES } from './sources.js';
import { approved } from './status.js';

export const morphine: Drug = {
  name: 'morphine',
  aliases: [
    ...aliases('read-in-source', 'drugs.com monograph, brand names', 'infumorph', 'duramorph', 'astramorph'),
    ...aliases('read-in-source', 'Handbook on Injectable Drugs, trade names', 'mitigo'),
    ...aliases('read-in-source', NAMES.stabilis, 'morfin', 'morfine', 'morphin', 'morfina-clorhidrato'),
    ...aliases('read-in-source', NAMES.iberian, 'morfina'),
    ...aliases('read-in-source', NAMES.stabilis, 'morphine-sulfate', 'morphine-hydrochloride'),
    ...aliases(
      'memory-high',
      NAMES.salt,
      'morphine-sulphate',
      'morphine-hcl',
      'morfina-cloruro',
      'morfina-sulfato',
    ),
  ],
  status: approved,
  strengthsSoldMcgPerMl: {
    value: [500, 1000, 10_000, 25_000],
    source: 'Duramorph label; Infumorph, eMPR monograph',
    certainty: 'read-in-source',
  },
  strengthRangeMcgPerMl: {
    value: { min: 500, max: 50_000 },
    source: 'what is sold for injection (Handbook on Injectable Drugs); the hospital must approve it',
    certainty: 'proposed',
  },
  stabilityDays: {
    anyFill: {
      value: 90,
      source:
        'University of Wisconsin: stable in the pump up to 90 days; so it was measured by Hildebrand et al. 2003',
      certainty: 'read-in-source',
    },
  },
};
