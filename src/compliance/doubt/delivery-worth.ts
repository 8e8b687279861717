import { DeliveryWorth } from '../../infusion/bounds/delivery-worth.js';
import type { Site } from '../../infusion/dose.js';
import { oncePer } from '../context.js';

/** What the delivery at each site is worth, by the volumes that were found and by what the pump reported. */
export const worthAt = oncePer(({ delivery, unverified }): Readonly<Record<Site, DeliveryWorth>> => ({
  reservoir: new DeliveryWorth(delivery, 'reservoir', unverified),
  tip: new DeliveryWorth(delivery, 'tip', unverified),
}));
