import { eventType } from './event-type.js';
import { Catheter } from './values/catheter.js';

/** A catheter is in place; it holds no drug yet. */
export class CatheterImplanted extends Catheter {}

export const catheterImplanted = eventType(
  'CatheterImplanted',
  CatheterImplanted,
  'A catheter is in place. It holds no drug yet.',
  {
    occurredAt: '2024-03-04T10:30:00+01:00',
    data: { model: '8731SC', lotNumber: 'C-1187', implantedLengthCm: 70, volumeMl: 0.154, tipLevel: 'T10' },
  },
);
