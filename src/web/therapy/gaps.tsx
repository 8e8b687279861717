import type { AuditDto } from '../../answers/dto/audit.dto.js';
import type { GapDto, SettlementDto } from '../../answers/dto/summary.dto.js';
import { typeInWords } from '../../reports/event-words.js';
import { blockedInWords } from '../../reports/gaps.js';
import { counted, readable, sentence } from '../../reports/words.js';
import { recordableNames } from '../../therapy/events/index.js';
import { paths } from '../shell/paths.js';
import { mayHere } from '../shell/reader.js';

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
    <h2 id="gaps-title">What the record lacks</h2>
    {gaps.length === 0 ? (
      <p>Nothing is known to be missing. That does not say that the record is whole.</p>
    ) : (
      <div class="scroll" tabIndex={0} role="region" aria-labelledby="gaps-title">
        <table>
          <caption>{counted(gaps.length, 'gap')}</caption>
          <thead>
            <tr>
              <th scope="col">What</th>
              <th scope="col">What rests on it</th>
              <th scope="col">What would settle it</th>
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
