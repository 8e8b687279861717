import { aliases } from '../known-names.js';
import type { Drug } from './drug.js';
import { NAMES, STABILITY } from './sources.js';
import { offLabel } from './status.js';

export const bupivacaine: Drug = {
  name: 'bupivacaine',
  aliases: [
    ...aliases('read-in-source', NAMES.iberian, 'bupivacaína', 'marcaine', 'sensorcaine'),
    ...aliases('memory-high', NAMES.brand, 'marcain', 'carbostesin'),
    ...aliases('memory-high', NAMES.inn, 'bupivacain'),
    ...aliases('read-in-source', 'Classen et al. 2004', 'bupivacaine-hydrochloride'),
    ...aliases('memory-high', NAMES.salt, 'bupivacaine-hcl'),
  ],
  status: offLabel,
  strengthsSoldMcgPerMl: {
    value: [2500, 5000, 7500],
    source: 'ampoules for injection',
    certainty: 'memory-high',
  },
  stabilityDays: { anyFill: { value: 90, source: STABILITY.classen2004, certainty: 'read-in-source' } },
};

export const clonidine: Drug = {
  name: 'clonidine',
  aliases: [
    ...aliases('read-in-source', 'Duraclon, monograph', 'duraclon'),
    ...aliases('memory-high', NAMES.brand, 'catapres', 'catapresan'),
    ...aliases('read-in-source', NAMES.iberian, 'clonidina'),
    ...aliases('memory-high', NAMES.inn, 'clonidin'),
    ...aliases('read-in-source', 'Classen et al. 2004', 'clonidine-hydrochloride'),
    ...aliases('memory-high', NAMES.salt, 'clonidine-hcl'),
  ],
  status: offLabel,
  strengthsSoldMcgPerMl: {
    value: [100, 500],
    source: 'Duraclon, vials for epidural infusion',
    certainty: 'memory-high',
  },
  stabilityDays: { anyFill: { value: 90, source: STABILITY.classen2004, certainty: 'read-in-source' } },
};
