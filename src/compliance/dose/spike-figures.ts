import type { Delivery } from '../../infusion/delivery.js';
import { DAY_MS, HOUR_MS } from '../../infusion/schedule.js';
import type { AuditContext } from '../context.js';
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

const suspected = new WeakMap<Delivery, Map<string, ReturnType<typeof suspects>>>();

/** When a figure may be passed. Policies with the same figures share it. */
export function suspectsOf(delivery: Delivery, drug: string, figure: Figure): ReturnType<typeof suspects> {
  const known = suspected.get(delivery) ?? new Map<string, ReturnType<typeof suspects>>();
  suspected.set(delivery, known);
  const key = [drug, ...Object.values(figure)].join(' ');
  const found = known.get(key) ?? suspects(curveOf(delivery, drug), figure);
  known.set(key, found);
  return found;
}
