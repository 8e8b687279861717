import type { AuditDto } from '../../answers/dto/audit.dto.js';
import type { GapDto, SettlementDto } from '../../answers/dto/summary.dto.js';
import { typeInWords } from '../../reports/event-words.js';
import { blockedInWords } from '../../reports/gaps.js';
import { readable, sentence } from '../../reports/words.js';
import { recordableNames } from '../../therapy/events/index.js';
import { paths } from '../shell/paths.js';
import { mayHere } from '../shell/reader.js';
import { say } from '../../words/say.js';
import { therapy as texts } from '../../words/texts/therapy.js';

interface Given {
  readonly therapyId: string;
  readonly audit: AuditDto;
  readonly gaps: readonly GapDto[];
  /** Whether it follows what is recorded. */
  readonly isLive?: boolean;
}

/** The way to the form of the event that says it, where there is one. */
const Form = ({
  therapyId,
  type,
}: {
  readonly therapyId: string;
  readonly type: SettlementDto['eventType'];
}) => {
  const name = recordableNames.find((recordable) => recordable === type);
  if (!name || !mayHere('therapy:record')) return null;
  return (
    <>
      {' '}
      <a class="screen" href={paths.record(therapyId, { type: name })}>
        {typeInWords(name)}
      </a>
    </>
  );
};

/** What the record lacks, what rests on it, and what would settle it. */
export const Gaps = ({ therapyId, audit, gaps, isLive }: Given) => (
  <section id="gaps" data-live={isLive} aria-labelledby="gaps-title">
    <h2 id="gaps-title">{say(texts.whatTheRecordLacks)}</h2>
    {gaps.length === 0 ? (
      <p>{say(texts.nothingIsKnownToBe)}</p>
    ) : (
      <div class="scroll" tabIndex={0} role="region" aria-labelledby="gaps-title">
        <table>
          <caption>{say(texts.countedGaps, { count: gaps.length })}</caption>
          <thead>
            <tr>
              <th scope="col">{say(texts.what)}</th>
              <th scope="col">{say(texts.whatRestsOnIt)}</th>
              <th scope="col">{say(texts.whatWouldSettleIt2)}</th>
            </tr>
          </thead>
          <tbody>
            {gaps.map((gap, index) => (
              <tr key={index}>
                <th scope="row">
                  <code>{gap.code}</code>
                  <br />
                  {sentence(readable(gap.what))}
                </th>
                <td>{blockedInWords(audit, gap)}</td>
                <td>
                  {sentence(readable(gap.settledBy.text))}
                  <Form therapyId={therapyId} type={gap.settledBy.eventType} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    )}
  </section>
);
