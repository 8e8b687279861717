import type { EventStatus, Amendment } from '../../answers/log/event-status.js';
import { told } from '../../reports/words.js';
import { paths } from '../shell/paths.js';

interface EventLinkGiven {
  readonly therapyId: string;
  readonly revision: number;
}

export const EventLink = ({ therapyId, revision }: EventLinkGiven) => (
  <a href={paths.event(therapyId, revision)}>#{revision}</a>
);

const By = ({ therapyId, word }: { readonly therapyId: string; readonly word: Amendment }) => (
  <>
    {word.kind} by <EventLink therapyId={therapyId} revision={word.revision} />:{' '}
    <bdi>{told(word.reason)}</bdi>
  </>
);

const CORRECTED = 'What was recorded is struck through; what it counts as stands below.';
const VOIDED = 'It counts as never recorded; it stays in the log.';

/** How an event counts, in words. */
export function StandingLine({ therapyId, standing }: { therapyId: string; standing: EventStatus }) {
  switch (standing.kind) {
    case 'acting':
      if (!standing.word) return null;
      return (
        <p class="standing">
          <strong>
            <By therapyId={therapyId} word={standing.word} />
          </strong>{' '}
          {CORRECTED}
        </p>
      );
    case 'voided':
      return (
        <p class="standing">
          <strong>
            <By therapyId={therapyId} word={standing.word} />
          </strong>{' '}
          {VOIDED}
        </p>
      );
    case 'impossible':
      return (
        <p class="standing">
          <strong>without effect</strong>: {standing.detail}.{' '}
          {standing.word && (
            <>
              It is <By therapyId={therapyId} word={standing.word} />.
            </>
          )}
        </p>
      );
    case 'word':
      if (standing.word)
        return (
          <p class="standing">
            This is itself <By therapyId={therapyId} word={standing.word} />
          </p>
        );
      if (standing.overriddenBy === undefined) return null;
      return (
        <p class="standing">
          Another one of the same event came later and counts instead:{' '}
          <EventLink therapyId={therapyId} revision={standing.overriddenBy} />
        </p>
      );
    default:
      return standing satisfies never;
  }
}
