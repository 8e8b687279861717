import { aliases } from '../known-names.js';
import type { Drug } from './drug.js';
import { NAMES, STABILITY } from './sources.js';
import { offLabel } from './status.js';

export const hydromorphone: Drug = {
  name: 'hydromorphone',
  aliases: [
    ...aliases('read-in-source', 'Dilaudid, Physicians’ Desk Reference', 'dilaudid', 'dilaudid-hp'),
    ...aliases('read-in-source', 'Wikipedia, synonyms', 'dihydromorphinone'),
    ...aliases('read-in-source', NAMES.iberian, 'hidromorfona'),
    ...aliases('read-in-source', NAMES.german, 'hydromorphon'),
    ...aliases('read-in-source', 'FASS, Sweden', 'hydromorfon'),
    ...aliases('memory-high', NAMES.inn, 'idromorfone'),
    ...aliases('read-in-source', 'Hildebrand et al. 2001', 'hydromorphone-hydrochloride'),
    ...aliases('memory-high', NAMES.salt, 'hydromorphone-hcl'),
  ],
  status: offLabel,
  strengthsSoldMcgPerMl: {
    value: [1000, 2000, 4000, 10_000],
    source: 'Dilaudid and Dilaudid-HP, Physicians’ Desk Reference; not labelled for intrathecal use',
    certainty: 'read-in-source',
  },
  stabilityDays: {
    anyFill: { value: 120, source: STABILITY.hildebrand2001, certainty: 'read-in-source' },
  },
};

export const fentanyl: Drug = {
  name: 'fentanyl',
  aliases: [
    ...aliases('memory-high', NAMES.brand, 'sublimaze', 'fentanest'),
    ...aliases('read-in-source', NAMES.iberian, 'fentanilo', 'fentanil', 'fentanila'),
    ...aliases('memory-high', NAMES.salt, 'fentanyl-citrate', 'fentanyl-citrat'),
  ],
  status: offLabel,
  strengthsSoldMcgPerMl: { value: [50], source: 'ampoules for injection', certainty: 'memory-high' },
};

export const sufentanil: Drug = {
  name: 'sufentanil',
  aliases: [
    ...aliases('read-in-source', NAMES.iberian, 'sufenta', 'sufentanilo'),
    ...aliases('memory-high', NAMES.inn, 'sufentanila'),
    ...aliases('memory-high', NAMES.salt, 'sufentanil-citrate'),
  ],
  status: offLabel,
  strengthsSoldMcgPerMl: { value: [5, 50], source: 'ampoules for injection', certainty: 'memory-high' },
};
