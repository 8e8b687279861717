import { aliases } from '../known-names.js';
import type { Sourced } from '../provenance.js';
import type { Drug } from './drug.js';
import { NAMES } from './sources.js';
import { approved } from './status.js';

const SITE = 'Prialt, information for prescribers';
const days = (value: number): Sourced => ({ value, source: SITE, certainty: 'read-in-source' });

export const ziconotide: Drug = {
  name: 'ziconotide',
  aliases: [
    ...aliases('read-in-source', SITE, 'prialt'),
    ...aliases('read-in-source', NAMES.iberian, 'ziconotida'),
    ...aliases('memory-high', NAMES.inn, 'ziconotid'),
    ...aliases('read-in-source', 'Handbook on Injectable Drugs', 'ziconotide-acetate'),
  ],
  status: approved,
  strengthsSoldMcgPerMl: { value: [25, 100], source: SITE, certainty: 'read-in-source' },
  stabilityDays: { firstFillOfPump: days(14), undiluted: days(84), diluted: days(40) },
};
