import { catheterModel, pumpModel } from '../../infusion/devices.js';
import type { Site } from '../../infusion/dose.js';
import { type Described, byName, devicesDescribedIn } from '../facts/named.js';
import { type Rule, finding } from './finding.js';

/** A model that is not known here: one finding for each name; what is not recorded of it stays unknown. */
export const modelUnknown: Rule = ({ events }) => {
  const unknown = events
    .flatMap(devicesDescribedIn)
    .filter(({ kind, model }) => !(kind === 'pump' ? pumpModel(model) : catheterModel(model)));
  return byName(unknown, ({ kind, model }) => `${kind} ${model}`).map((group) => {
    const { event, kind, model } = group[0]!;
    const isOpen = group.some(({ hasVolume }) => !hasVolume);
    return finding({
      code: 'MODEL_UNKNOWN',
      at: event.at,
      sites: sitesOf(kind, isOpen),
      about: kind,
      detail: `${model} is no ${kind} that is known here: ${kind === 'pump' ? ofPump(isOpen) : ofCatheter(isOpen)}`,
      cause: event.id,
      settledBy: `the model as its maker writes it, or ${kind === 'pump' ? 'the figures of its manual' : 'the volume of the catheter'}`,
      eventIds: group.map((each) => each.event.id),
    });
  });
};

const sitesOf = (kind: Described['kind'], isOpen: boolean): readonly Site[] => [
  ...(kind === 'pump' ? (['reservoir'] as const) : []),
  ...(isOpen ? (['tip'] as const) : []),
];

const ofPump = (isOpen: boolean): string =>
  `${isOpen ? 'its tubing volume, and with it what the tip gave, ' : ''}${isOpen ? 'and ' : ''}its minimum rate, the flows that it can give and its service life stay unknown`;

const ofCatheter = (isOpen: boolean): string =>
  isOpen
    ? 'its volume, and with it what the tip gave, stays unknown'
    : 'its volume is recorded; how much of it a length holds stays unknown';
