import { CommanderError } from 'commander';
import type { FaultKind } from '../faults/catalogue.js';
import { Fault, Foreseen } from '../faults/fault.js';

/** The exit codes of the process. */
export const EXIT = {
  ok: 0,
  unexpected: 1,
  usage: 2,
  someRejected: 3,
  unknown: 4,
  unavailable: 5,
  verdict: 6,
  problems: 7,
} as const;

export const EXIT_HELP = `
Exit codes:
  0  done
  1  unexpected fault
  2  wrong usage, argument or setting, a policy that cannot be used, or a question that cannot be answered as put
  3  some lines of an import were rejected
  4  unknown therapy or policy
  5  the event log cannot be used; a running service has it for itself
  6  audit --fail-on: a cessation has such a verdict
  7  verify found problems, or restore in a backup, or migrate at either end`;

/** An argument that cannot be used. */
export class UsageError extends Foreseen {
  readonly kind = 'refused';
}

/** The event log is not there, or another process has it. */
export class NoLedger extends Foreseen {
  readonly kind = 'unavailable';
}

const CODE_OF: Readonly<Record<FaultKind, number>> = {
  refused: EXIT.usage,
  'not-found': EXIT.unknown,
  gone: EXIT.usage,
  conflict: EXIT.usage,
  stale: EXIT.usage,
  'too-large': EXIT.usage,
  unavailable: EXIT.unavailable,
  unreadable: EXIT.unavailable,
  mismatch: EXIT.problems,
};

/** The exit code for an error and the line that explains it; no line where it was already printed. */
export function exitOf(error: unknown): { readonly code: number; readonly message?: string } {
  if (error instanceof CommanderError) return { code: error.exitCode === 0 ? EXIT.ok : EXIT.usage };
  if (error instanceof Foreseen) {
    const message = error instanceof Fault ? `${error.code}: ${error.detail}` : error.message;
    return { code: CODE_OF[error.kind], message };
  }
  return {
    code: EXIT.unexpected,
    message: error instanceof Error ? (error.stack ?? error.message) : String(error),
  };
}
