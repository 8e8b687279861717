import type { FaultKind, CodeOf } from '../faults/catalogue.js';
import { Fault, type FaultOptions } from '../faults/fault.js';

/** Whoever asked has gone: nobody hears the answer. */
export class GivenUp extends Error {
  constructor() {
    super('whoever asked has gone');
  }
}

/** The work was stopped, since it took longer than any may. */
export class TookTooLong extends Error {
  constructor(readonly limitMs: number) {
    super(`it was not done within ${limitMs} ms`);
  }
}

/** What went wrong in a thread, as it is told to another. */
export type Told =
  | {
      readonly kind: FaultKind;
      readonly code: Fault['code'];
      readonly message: string;
      readonly options: FaultOptions;
    }
  | { readonly stack: string };

/** A foreseen fault of another thread. */
class ToldFault extends Fault {
  constructor({ kind, code, message, options }: Extract<Told, { readonly kind: FaultKind }>) {
    super([kind, code] as [FaultKind & 'refused', CodeOf<'refused'>], message, options);
  }
}

export function toldOf(error: unknown): Told {
  if (!(error instanceof Fault))
    return { stack: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  const { kind, code, message, detail, errors, currentRevision, members } = error;
  return { kind, code, message, options: { detail, errors, currentRevision, members } };
}

export const errorOf = (told: Told): Error =>
  'stack' in told ? new Error(`a thread failed: ${told.stack}`) : new ToldFault(told);
