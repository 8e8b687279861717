import { SettingsError } from '../../../config/setting.js';

/** What is wrong with a file, and what would be accepted. */
export interface PolicyFault {
  readonly file: string;
  /** A JSON pointer, or line and column where it is no JSON; without it, the whole file. */
  readonly at?: string;
  readonly detail: string;
}

/** More lines than this help nobody. */
const MOST_LINES = 20;

/** No pointer to what a policy may hold is longer. */
const MOST_CHARACTERS = 300;

/** In one line whatever is in it. */
const bare = (text: string): string => JSON.stringify(text.slice(0, MOST_CHARACTERS)).slice(1, -1);

const lineOf = ({ file, at, detail }: PolicyFault): string =>
  `${file}${at ? ` at ${bare(at)}` : ''}: ${detail}`;

/** Policies that cannot be used; one line a fault, the first of them at most 20. */
export class UnusablePolicies extends SettingsError {
  constructor(readonly faults: readonly PolicyFault[]) {
    const lines = faults.slice(0, MOST_LINES).map(lineOf);
    const left = faults.length - lines.length;
    super([...lines, ...(left > 0 ? [`… and ${left} more such faults.`] : [])].join('\n'));
  }
}
