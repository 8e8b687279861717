import type { Readable } from 'node:stream';
import type { Doing } from './doing.js';

/** What a command line reads of and writes to. */
export interface Terminal {
  readonly env: NodeJS.ProcessEnv;
  readonly stdin: Readable;
  readonly stdout: NodeJS.WritableStream;
  readonly stderr: NodeJS.WritableStream & { readonly isTTY?: boolean };
}

/** Where a command is run, and on what. */
export interface Invocation {
  readonly terminal: Terminal;
  /** As the command line says it; without, the environment does. */
  readonly dataDir?: string;
  /** Undefined where the command discloses nothing of a therapy. */
  readonly doing?: Doing;
}
