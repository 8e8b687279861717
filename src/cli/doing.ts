import type { Command } from 'commander';
import type { Kind } from '../access/log/record.js';
import { NAMED_ID } from '../therapy/events/fields/texts.js';

/** What a command does with therapies, for the log of who looked. */
export interface Doing {
  readonly kind: Kind;
  readonly command: string;
  readonly parameters: Readonly<Record<string, unknown>>;
  /** As it was named. */
  readonly therapyId?: string;
}

/** What discloses something of a therapy; all other commands are about none. */
const KIND_OF: Readonly<Partial<Record<string, Kind>>> = {
  import: 'record',
  state: 'read',
  dose: 'read',
  therapies: 'search',
  events: 'read',
  audit: 'read',
  evidence: 'export',
  erase: 'record',
  hold: 'record',
  holds: 'search',
  backup: 'export',
  repair: 'record',
  assign: 'record',
  migrate: 'export',
};

/** Of the options those that are no free text. */
const TOLD = ['asOf', 'knownAt', 'from', 'to', 'drug', 'site', 'policy', 'checkpoint', 'personal'];

const textOf = (value: unknown): unknown =>
  typeof value === 'number' ? new Date(value).toISOString() : value;

/** Undefined where it discloses nothing of a therapy. */
export function doingOf(command: Command): Doing | undefined {
  const kind = KIND_OF[command.name()];
  if (!kind) return undefined;
  const at = command.registeredArguments.findIndex((argument) => argument.name() === 'therapy');
  const therapyId: unknown = command.processedArgs[at];
  const named = typeof therapyId === 'string' && NAMED_ID.test(therapyId) ? therapyId : undefined;
  const options = Object.entries(command.opts()).filter(([name]) => TOLD.includes(name));
  return {
    kind,
    command: command.name(),
    parameters: {
      ...(typeof therapyId === 'string' && { therapyId }),
      ...Object.fromEntries(options.map(([name, value]) => [name, textOf(value)])),
    },
    ...(named !== undefined && { therapyId: named }),
  };
}
