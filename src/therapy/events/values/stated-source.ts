import { Optional } from '../fields/nested.js';
import { Choice, Note } from '../fields/texts.js';

export const SOURCE_KINDS = ['manual', 'programmer-report', 'publication', 'import', 'hl7'] as const;
export type SourceKind = (typeof SOURCE_KINDS)[number];

export const ASSERTIONS = ['stated', 'derived', 'assumed'] as const;
export type Assertion = (typeof ASSERTIONS)[number];

/** Where a fact comes from. The assertion never changes an outcome. */
export class StatedSource {
  /** Left out, it is `manual`, and `import` for imports. */
  @Optional()
  @Choice(SOURCE_KINDS)
  readonly kind?: SourceKind;

  /** Which document, such as a DOI; 1-2,000 characters. */
  @Optional()
  @Note()
  readonly document?: string;

  /** Whether the source says it, it follows from what the source says, or it was assumed; left out, `stated`. */
  @Optional()
  @Choice(ASSERTIONS)
  readonly assertion?: Assertion;

  /** 1-2,000 characters. */
  @Optional()
  @Note()
  readonly note?: string;
}
