import type { EventTypeName } from '../../therapy/events/index.js';

/** What would settle an unknown. */
export interface Settlement {
  /** In words. */
  readonly text: string;
  /** The type of event that says it. */
  readonly eventType?: EventTypeName;
  /** Where in it, as a JSON pointer. */
  readonly field?: string;
}

export const TUBING_VOLUME: Settlement = {
  text: 'the tubing volume of the pump',
  eventType: 'PumpImplanted',
  field: '/data/tubingVolumeMl',
};

export const CATHETER_VOLUME: Settlement = {
  text: 'the volume of the catheter: it is computed from its implanted length',
  eventType: 'CatheterImplanted',
  field: '/data/volumeMl',
};

export const CATHETER_LENGTH: Settlement = {
  text: 'the implanted length of the catheter, or its volume',
  eventType: 'CatheterImplanted',
  field: '/data/implantedLengthCm',
};

export const MOVED_VOLUME: Settlement = {
  text: 'the volume that was drawn from or pushed into the catheter',
  eventType: 'CatheterAspirated',
  field: '/data/volumeMl',
};

export const CONTRAST_VOLUME: Settlement = {
  ...MOVED_VOLUME,
  eventType: 'CatheterStudied',
  field: '/data/contrastVolumeMl',
};

export const SEGMENT_VOLUME: Settlement = {
  text: 'the volume of the new part of the catheter',
  eventType: 'CatheterRevised',
  field: '/data/segmentVolumeMl',
};

export const READ_THE_PUMP: Settlement = {
  text: 'interrogate the pump',
  eventType: 'PumpInterrogated',
  field: '/data/shows',
};

export const START_OF_PROGRAM: Settlement = {
  text: 'whether a bolus to clear or fill the path was programmed, or the catheter aspirated',
  eventType: 'PumpReprogrammed',
  field: '/data/program/startsWith',
};

export const VOLUME_FOUND: Settlement = {
  text: 'the volume found at the next fill',
  eventType: 'ReservoirRefilled',
  field: '/data/aspiratedVolumeMl',
};

export const EMPTY_SINCE: Settlement = {
  text: 'the pump’s log: since when the reservoir was empty',
  eventType: 'PumpInterrogated',
  field: '/data/shows',
};

export const CATHETER_STUDY: Settlement = {
  text: 'a study that shows until when the catheter was sound',
  eventType: 'CatheterStudied',
  field: '/data/finding',
};

export const EXACT_DATES: Settlement = { text: 'the exact dates and hours', field: '/occurredAt' };
