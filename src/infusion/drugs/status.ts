import type { Sourced } from '../provenance.js';
import type { DrugStatus } from './drug.js';

export const approved: Sourced<DrugStatus> = {
  value: 'approved',
  source: 'FDA 2013 list: approved for intrathecal infusion, with limits by brand',
  certainty: 'read-in-source',
};

export const offLabel: Sourced<DrugStatus> = {
  value: 'off-label',
  source: 'in common use in pumps (Polyanalgesic Consensus Conference), on no list of approved ones',
  certainty: 'memory-medium',
};
