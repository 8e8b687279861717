import type { Told } from './errors.js';

/** What a thread of a pool is sent: a piece of work, or more of what it needs for the one that it does. */
export type ToThread = { readonly work: unknown } | { readonly more: unknown };

/** What it says of it. */
export type FromThread = { readonly need: unknown } | { readonly answer: unknown } | { readonly fault: Told };
