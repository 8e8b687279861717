import type { Instant } from '../therapy/envelope.js';

/** Injects the clock by which events are recorded. */
export const CLOCK = Symbol('Clock');

/** Injects the same clock for whoever records: it throws ClockDoubtful where it cannot be believed. */
export const RECORDING_CLOCK = Symbol('RecordingClock');

export type Clock = () => Instant;

export const systemClock: Clock = () => Date.now();
