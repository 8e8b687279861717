import type { TherapyTimeline } from '../../answers/timeline/therapy-timeline.js';
import { told } from '../../words/told.js';

/** The same with what it says in words in the language of whoever reads. */
export const toldTimeline = (timeline: TherapyTimeline): TherapyTimeline => ({
  ...timeline,
  modes: timeline.modes.map((mode) => ({ ...mode, words: told(mode.words) })),
  pins: timeline.pins.map((pin) => ({ ...pin, words: told(pin.words) })),
});
