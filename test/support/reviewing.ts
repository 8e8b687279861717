import { InPlace } from '../../src/answers/asked/in-place.js';
import type { Recorder } from '../../src/record/recorder.js';
import { Reviewing } from '../../src/record/reviewing.js';
import type { Therapies } from '../../src/repository/therapies.js';
import { shippedBook } from './shipped-book.js';

/** Records with a recorder, under the shipped policies. */
export const reviewingWith = (therapies: Therapies, recorder: Recorder, clock: () => number): Reviewing =>
  new Reviewing(therapies, recorder, shippedBook, new InPlace(shippedBook), clock);
