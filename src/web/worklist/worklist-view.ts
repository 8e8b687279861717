import type { Worklist } from '../../register/worklist.js';
import type { Page } from '../shell/page.js';
import type { WorklistQuery } from './worklist-query.js';

export interface WorklistView {
  readonly query: WorklistQuery;
  readonly worklist: Worklist;
  /** The ids of those in force. */
  readonly policies: readonly string[];
  readonly live: Page['live'];
  /** For a therapy that is registered next; an id that is taken is not told without need. */
  readonly proposedId?: string;
  /** How the log contradicts itself, or what was published of it. */
  readonly contradiction?: string;
}
