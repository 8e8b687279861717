import { aliases } from '../known-names.js';
import type { Drug } from './drug.js';
import { NAMES } from './sources.js';
import { approved } from './status.js';

export const baclofen: Drug = {
  name: 'baclofen',
  aliases: [
    ...aliases('read-in-source', 'Lioresal, information for prescribers', 'lioresal', 'lioresal-intrathecal'),
    ...aliases('read-in-source', 'Gablofen, eMPR monograph', 'gablofen'),
    ...aliases('read-in-source', 'Wikipedia, trade names', 'liofen'),
    ...aliases('read-in-source', 'CIMA, Spain', 'spacyr'),
    ...aliases('read-in-source', NAMES.iberian, 'baclofeno'),
    ...aliases('read-in-source', 'ANSM, France, Baclofène Sun', 'baclofène'),
    ...aliases('memory-high', 'its name in Polish and Nordic languages', 'baklofen'),
  ],
  status: approved,
  strengthsSoldMcgPerMl: {
    value: [50, 500, 1000, 2000],
    source: 'Gablofen, eMPR monograph',
    certainty: 'read-in-source',
  },
  strengthRangeMcgPerMl: {
    value: { min: 50, max: 4000 },
    source:
      'the weakest that is sold; twice the strongest, as it is compounded (Moberg-Wolff 2009 sampled up to 6000); the hospital must approve it',
    certainty: 'proposed',
  },
  largestSingleDoseMcg: {
    value: 100,
    source: 'the last screening dose of the label',
    certainty: 'read-in-source',
  },
  stabilityDays: {
    anyFill: {
      value: 180,
      source:
        'study of refill intervals up to 367 days, Neuromodulation 2023: pumps are to be refilled within 180 days',
      certainty: 'read-in-source',
    },
  },
};
