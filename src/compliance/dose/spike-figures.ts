import type { Delivery } from '../../infusion/delivery.js';
import { DAY_MS, HOUR_MS } from '../../infusion/schedule.js';
import type { AuditContext } from '../context.js';
import { kept } from '../kept.js';
import type { SpikePolicy, SpikeWindow } from '../policies/policy.js';
import { curveOf } from './given-curve.js';
import { type Figure, suspects } from './spike-windows.js';

const hoursOf = (figure: SpikeWindow, from: number, to: number, name: Figure['name']): Figure => ({
  name,
  windowMs: figure.windowHours.value * HOUR_MS,
  ratio: figure.ratio.value,
  leastMcg: figure.leastMcg.value,
  from,
  to,
});

/** What a policy calls a spike of a drug, each figure with how far it looks back. */
export function figuresOf({ policy }: AuditContext, spike: SpikePolicy | undefined): Figure[] {
  if (!spike) return [];
  const backMs = policy.spike.lookBackHours.value * HOUR_MS;
  const slowMs = backMs + policy.spike.slowLookBackDays.value * DAY_MS;
  const ms = ({ windowHours }: SpikeWindow) => windowHours.value * HOUR_MS;
  return [
    hoursOf(spike.day, backMs, ms(spike.day), 'day'),
    hoursOf(spike.slow, slowMs, backMs + ms(spike.slow), 'slow'),
    hoursOf(spike.hours, backMs, ms(spike.hours), 'hours'),
  ];
}

const suspected = kept<ReturnType<typeof suspects>>();

/** When a figure may be passed. Policies with the same figures share it. */
export const suspectsOf = (delivery: Delivery, drug: string, figure: Figure): ReturnType<typeof suspects> =>
  suspected(delivery, [drug, ...Object.values(figure)].join(' '), () =>
    suspects(curveOf(delivery, drug), figure),
  );
