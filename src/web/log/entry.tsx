import { neededToRecord } from '../../access/recording.js';
import { envelopeAnswer } from '../../answers/dto/envelope.dto.js';
import { differences } from '../../answers/log/differences.js';
import type { LogEntry } from '../../answers/log/log-page.js';
import { isWithheld } from '../../repository/disclosing.js';
import { withhold } from '../../therapy/withhold.js';
import { computedInWords, inOrder, typeInWords, valueInWords } from '../../reports/event-words.js';
import { writtenText, utc, utcExact } from '../../reports/words.js';
import { isRecordable } from '../../therapy/events/index.js';
import { isJsonObject } from '../../therapy/json.js';
import type { EffectiveContent } from '../../therapy/timeline.js';
import { paths } from '../shell/paths.js';
import { mayHere } from '../shell/reader.js';
import { BeforeAfter } from './before-after.js';
import { Members, occurredInWords } from './content.js';
import { Proof } from './proof.js';
import { EventLink, EventStatusLine } from './event-status.js';
import { say } from '../../words/say.js';
import { log as texts } from '../../words/texts/log.js';
import { told } from '../../words/told.js';

interface Given {
  readonly therapyId: string;
  readonly entry: LogEntry;
  readonly publishedSize: number | undefined;
  /** It is the one that was asked for. */
  readonly isWanted: boolean;
}

const statedInWords = ({ stated }: EffectiveContent['occurredAt']): string =>
  typeof stated === 'string'
    ? stated
    : say(texts.betweenAnd, { earliest: stated.earliest, latest: stated.latest });

const asRead = (data: object): object =>
  Object.fromEntries(
    inOrder(data).map(([name, value]) => [name, isJsonObject(value) ? asRead(value) : value]),
  );

/** Type, date and data beside each other, to be compared. */
const comparable = (content: EffectiveContent | undefined) =>
  content && { type: content.type, occurredAt: statedInWords(content.occurredAt), ...asRead(content.data) };

/** What was recorded; struck through where it does not count so any more. */
const Recorded = ({ entry: { envelope, status } }: Given) => {
  if (Object.keys(envelope.data).length === 0) return null;
  const isReplaced =
    status.kind === 'voided' || (status.kind !== 'amendment' && status.amendedBy !== undefined);
  const content = <Members data={envelope.data} />;
  return isReplaced ? <del>{content}</del> : content;
};

/** Of which event a correction or void speaks, and why. */
const AmendmentFacts = ({ therapyId, entry: { envelope, status } }: Given) => {
  if (status.kind !== 'amendment') return null;
  const { about } = status;
  const { reason } = envelope.data as { readonly reason: string };
  return (
    <dl class="members">
      <div>
        <dt>{envelope.type === 'EventVoided' ? say(texts.voids) : say(texts.corrects)}</dt>
        <dd>
          <EventLink therapyId={therapyId} revision={about.revision} /> {typeInWords(about.type)}
        </dd>
      </div>
      <div>
        <dt>{say(texts.reason)}</dt>
        <dd>
          <bdi>{writtenText(reason)}</bdi>
        </dd>
      </div>
    </dl>
  );
};

/** What a correction or void made of the event that it speaks of. */
const AmendedContent = ({ entry: { status } }: Given) => {
  if (status.kind !== 'amendment') return null;
  const { about, before, after } = status;
  const changed = differences(comparable(before), comparable(after));
  return changed.length > 0 ? (
    <BeforeAfter
      caption={say(texts.whatTheRecordSaysOf, { revision: about.revision })}
      differences={changed}
    />
  ) : (
    <p class="quiet">{say(texts.whatTheRecordSaysOf2, { revision: about.revision })}</p>
  );
};

const CountsAs = ({ entry: { status } }: Given) => {
  if (!('now' in status) || !status.now) return null;
  const { type, occurredAt, data } = status.now;
  return (
    <>
      <h3>{say(texts.countsAs)}</h3>
      <p>
        {typeInWords(type)}, {occurredInWords(occurredAt)}
      </p>
      <Members data={data} />
    </>
  );
};

const Changed = ({ entry: { envelope, status, changes } }: Given) => {
  if (status.kind !== 'acting' || changes.length === 0) return null;
  return (
    <BeforeAfter
      caption={say(texts.whatChangedAt, {
        revision: envelope.revision,
        at: utc(new Date(status.at).toISOString()),
      })}
      differences={changes}
      words={computedInWords}
    />
  );
};

/** An event that has only an interval for a date acts at one instant of it all the same. */
const actsAt = ({ envelope, status }: LogEntry): string => {
  if (status.kind !== 'acting') return '';
  const { precision } = (status.now ?? envelope).occurredAt;
  if (precision === 'instant') return '';
  return say(texts.itActsAtTheFirst, { at: utcExact(new Date(status.at).toISOString()) });
};

const shown = (answer: object): object => (isWithheld() ? withhold(answer) : answer);

const Source = ({ entry }: Given) => {
  const { occurredAt, recordedAt, recordedBy, source, id, hash } = entry.envelope;
  return (
    <dl class="origin quiet">
      <div>
        <dt>{say(texts.occurred)}</dt>
        <dd>
          {say(texts.statedAsPrecision, {
            statedInWords: statedInWords(occurredAt),
            precision: told(occurredAt.precision),
            actsAt: actsAt(entry),
          })}
        </dd>
      </div>
      <div>
        <dt>{say(texts.recorded)}</dt>
        <dd>
          {say(texts.by, {
            recordedAt: utcExact(recordedAt),
            valueInWords: <bdi>{valueInWords('name', recordedBy.name)}</bdi>,
            role: recordedBy.role,
            strong: entry.isLate && <strong>{say(texts.aLateEntry)}</strong>,
          })}
        </dd>
      </div>
      <div>
        <dt>{say(texts.source)}</dt>
        <dd>
          {told(source.kind.replaceAll('-', ' '))}, {told(source.assertion)}
          {source.document !== undefined && (
            <>
              , <bdi>{writtenText(source.document)}</bdi>
            </>
          )}
        </dd>
      </div>
      {source.note !== undefined && (
        <div>
          <dt>{say(texts.note)}</dt>
          <dd>
            <bdi>{writtenText(source.note)}</bdi>
          </dd>
        </div>
      )}
      <div>
        <dt>{say(texts.id)}</dt>
        <dd>
          <code>{id}</code>
        </dd>
      </div>
      <div>
        <dt>{say(texts.hash)}</dt>
        <dd>
          <code>{hash}</code>
        </dd>
      </div>
    </dl>
  );
};

/** What can be said of it: signatures and erasures stay as they are, and so does what is said of a void but for voiding it. */
const Links = ({ therapyId, entry: { envelope } }: Given) => {
  const { id, revision, type } = envelope;
  if (!isRecordable(type) || !mayHere('therapy:record') || !mayHere(neededToRecord(type))) return null;
  return (
    <>
      {type !== 'EventVoided' && (
        <a href={paths.record(therapyId, { corrects: id })}>{say(texts.correct, { revision })}</a>
      )}
      {type !== 'TherapyRegistered' && (
        <a href={paths.record(therapyId, { voids: id })}>{say(texts.voidWords, { revision })}</a>
      )}
    </>
  );
};

/** An event, what it changed, and how it is proven. */
export const Entry = (given: Given) => {
  const { therapyId, entry, publishedSize, isWanted } = given;
  const { envelope, status } = entry;
  const { revision, type, occurredAt } = envelope;
  return (
    <article
      id={`e${revision}`}
      class={`entry card${isWanted ? ' wanted' : ''}`}
      aria-labelledby={`e${revision}-title`}
      aria-current={isWanted || undefined}
    >
      <h2 id={`e${revision}-title`}>
        #{revision} {typeInWords(type)}, {occurredInWords(occurredAt)}
      </h2>
      <EventStatusLine therapyId={therapyId} status={status} />
      <div class="told">
        <div>
          {status.kind === 'amendment' ? <AmendmentFacts {...given} /> : <Recorded {...given} />}
          <CountsAs {...given} />
        </div>
        {status.kind === 'amendment' ? <AmendedContent {...given} /> : <Changed {...given} />}
      </div>
      <Source {...given} />
      <div class="more screen">
        <Links {...given} />
        <details>
          <summary>{say(texts.rawJsonOf, { revision })}</summary>
          <pre tabIndex={0}>{JSON.stringify(shown(envelopeAnswer(envelope)), undefined, 2)}</pre>
        </details>
        <Proof envelope={envelope} publishedSize={publishedSize} />
      </div>
    </article>
  );
};
