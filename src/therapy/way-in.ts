import type { SourceKind } from './events/values/stated-source.js';

/** How an event came to the service: a line of a file that was imported, or a request of its own. */
export type WayIn = 'import' | 'request';

/** What a source of a kind says of it, where nothing else is known. */
const saidBy = (kind: SourceKind): WayIn => (kind === 'import' ? 'import' : 'request');

/**
 * What an event has to tell of its way in: only what its source does not say, so that the envelope mostly needs no more.
 * Of a publication it makes no difference, and nothing is told.
 */
export const wayToTell = (way: WayIn, kind: SourceKind): WayIn | undefined =>
  kind === 'publication' || way === saidBy(kind) ? undefined : way;

/** Whether it came in a file, as the service saw it, whatever its source says. */
export const isFromFile = ({
  via,
  source: { kind },
}: {
  readonly via?: WayIn | undefined;
  readonly source: { readonly kind: SourceKind };
}): boolean => (via ?? saidBy(kind)) === 'import';
