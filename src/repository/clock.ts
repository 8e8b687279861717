import type { Instant } from '../therapy/envelope.js';

/** Injects the clock by which events are recorded. */
export const CLOCK = Symbol('Clock');

export type Clock = () => Instant;

export const systemClock: Clock = () => Date.now();
