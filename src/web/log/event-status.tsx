import type { EventStatus, Amendment } from '../../answers/log/event-status.js';
import { writtenText } from '../../reports/words.js';
import { paths } from '../shell/paths.js';
import { say } from '../../words/say.js';
import { log as texts } from '../../words/texts/log.js';

interface EventLinkGiven {
  readonly therapyId: string;
  readonly revision: number;
}

export const EventLink = ({ therapyId, revision }: EventLinkGiven) => (
  <a href={paths.event(therapyId, revision)}>#{revision}</a>
);

const By = ({ therapyId, amendment }: { readonly therapyId: string; readonly amendment: Amendment }) => (
  <>
    {say(texts.by2, {
      kind: amendment.kind,
      eventLink: <EventLink therapyId={therapyId} revision={amendment.revision} />,
      reason: <bdi>{writtenText(amendment.reason)}</bdi>,
    })}
  </>
);

const CORRECTED = 'What was recorded is struck through; what it counts as stands below.';
const VOIDED = 'It counts as never recorded; it stays in the log.';

/** Says how an event counts, where that differs from what was recorded. */
export function EventStatusLine({ therapyId, status }: { therapyId: string; status: EventStatus }) {
  switch (status.kind) {
    case 'acting':
      if (!status.amendedBy) return null;
      return (
        <p class="standing">
          <strong>
            <By therapyId={therapyId} amendment={status.amendedBy} />
          </strong>{' '}
          {CORRECTED}
        </p>
      );
    case 'voided':
      return (
        <p class="standing">
          <strong>
            <By therapyId={therapyId} amendment={status.amendedBy} />
          </strong>{' '}
          {VOIDED}
        </p>
      );
    case 'impossible':
      return (
        <p class="standing">
          <strong>{say(texts.withoutEffect)}</strong>: {status.detail}.{' '}
          {status.amendedBy && (
            <>{say(texts.itIs, { by: <By therapyId={therapyId} amendment={status.amendedBy} /> })}</>
          )}
        </p>
      );
    case 'amendment':
      if (status.amendedBy)
        return (
          <p class="standing">
            {say(texts.thisIsItself, { by: <By therapyId={therapyId} amendment={status.amendedBy} /> })}
          </p>
        );
      if (status.overriddenBy === undefined) return null;
      return (
        <p class="standing">
          {say(texts.anotherOneOfTheSame, {
            eventLink: <EventLink therapyId={therapyId} revision={status.overriddenBy} />,
          })}
        </p>
      );
    default:
      return status satisfies never;
  }
}
