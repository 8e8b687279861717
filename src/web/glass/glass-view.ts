import type { Glass } from '../../glass/glass.js';
import type { GlassDto } from '../../api/glass/glass.dto.js';
import type { Returned } from '../cessation/cessation-view.js';

export interface GlassView {
  /** Of whoever looks: those that are open. */
  readonly own: readonly Glass[];
  /** The one that was opened just now. */
  readonly opened?: string;
  /** Undefined for whoever reviews none. */
  readonly toReview?: readonly GlassDto[];
  /** The therapy that somebody looked for. */
  readonly therapyId?: string;
  readonly breaking?: Returned;
  readonly reviewing?: Returned & { readonly id: string };
}
