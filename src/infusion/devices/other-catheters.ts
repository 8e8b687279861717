import { aliases } from '../known-names.js';
import { shortestImplantedCm } from './catheter-lengths.js';
import { CODMAN } from './codman-names.js';
import type { CatheterModel } from './model.js';

const PROMETRA = 'Flowonix, Prometra II manual (REF 13827), page 33';
const SURESTREAM = 'Codman, news of the approval of MedStream by the FDA, 2012-08';
const CODMAN_CATHETER = 'Codman, manual of the pump catheter (REF 60-2914), 2010-07';

export const otherCatheters: readonly CatheterModel[] = [
  {
    name: 'Prometra',
    makers: ['Flowonix', 'Flowonix Medical'],
    aliases: [
      { value: 'Prometra', source: 'Flowonix, catheter manual (REF 11823)', certainty: 'read-in-source' },
      ...aliases('read-in-source', 'Flowonix, list of manuals (REF 11823, 91823)', '11823', '91823'),
    ],
    volumePerCmMl: { value: 0.0026, source: PROMETRA, certainty: 'read-in-source' },
    fullLengthCm: { value: 110, source: PROMETRA, certainty: 'read-in-source' },
    shortestImplantedCm,
  },
  {
    name: 'SureStream',
    makers: CODMAN,
    aliases: [{ value: 'SureStream', source: SURESTREAM, certainty: 'read-in-source' }],
  },
  {
    name: 'Codman 60-2914',
    makers: CODMAN,
    aliases: [
      { value: 'Codman 60-2914', source: CODMAN_CATHETER, certainty: 'read-in-source' },
      ...aliases('read-in-source', CODMAN_CATHETER, '60-2914'),
    ],
  },
];
