import type { FindingDto } from '../../answers/dto/audit.dto.js';
import { findingCatalogue } from '../../compliance/rules/catalogue.js';
import type { CheckDto } from '../../record/dry-run.dto.js';
import type { PumpStateDto } from '../../answers/dto/state.dto.js';
import { readable, sentence, utc } from '../../reports/words.js';
import { SeverityBadge } from '../shell/badges.js';
import { pageOf } from '../shell/page.js';
import { paths } from '../shell/paths.js';
import { TherapyHeader } from '../shell/therapy-header.js';
import type { FindingChanges } from './finding-changes.js';
import { CarriedFields, type FormView, headingOf } from './form-page.js';
import { stateRows } from './state-rows.js';
import { Lines, EventCard, linesOf } from './event-lines.js';
import { say } from '../../words/say.js';
import { record as texts } from '../../words/texts/record.js';
import { told } from '../../words/told.js';

/** What happened since then is not told apart from what happens now. */
const JUST_NOW_MS = 3_600_000;

/** The pump without an event, and with it. */
interface StateChange {
  /** Undefined where nothing is recorded yet. */
  readonly before?: PumpStateDto;
  readonly after: PumpStateDto;
}

export interface PreviewView extends FormView {
  /** What was sent, to be sent again. */
  readonly sent: URLSearchParams;
  readonly now: StateChange;
  /** When the event has acted. */
  readonly atTheTime?: StateChange;
  readonly findings: FindingChanges;
  /** Warnings first. */
  readonly checks: readonly AskedAt[];
}

/** What is asked of a field, by its label; without one, of the entry. */
export interface AskedAt extends Pick<CheckDto, 'code' | 'severity' | 'detail' | 'expected'> {
  readonly label?: string;
}

interface ChangeProps {
  readonly id: string;
  readonly change: StateChange;
  /** Without what stays as it is, where all of it does. */
  readonly isBrief?: boolean;
}

const Change = ({ id, change: { before, after }, isBrief }: ChangeProps) => {
  const asOf = utc(after.asOf);
  const rows = stateRows(before, after);
  const changed = rows.filter((row) => row.before !== row.after).length;
  const count = changed === 0 ? say(texts.nothing) : say(texts.countedLines, { count: changed });
  const summary = <p>{say(texts.ofTheStateAsOf, { count, asOf })}</p>;
  if (changed === 0 && isBrief) return summary;
  return (
    <>
      {summary}
      <div class="scroll" tabIndex={0} role="region" aria-label={say(texts.thePumpAsOf, { asOf })}>
        <table class="states" id={id}>
          <caption>{say(texts.thePumpAsOfComputed, { asOf })}</caption>
          <thead>
            <tr>
              <th scope="col">{say(texts.state)}</th>
              <th scope="col">{say(texts.withoutThisEvent)}</th>
              <th scope="col">{say(texts.withIt)}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.label} class={row.before === row.after ? 'same' : 'changed'}>
                <th scope="row">{row.label}</th>
                <td>{row.before}</td>
                <td>
                  {row.before === row.after ? (
                    row.after
                  ) : (
                    <>
                      <strong>{row.after}</strong> <span class="mark-word">{say(texts.changes)}</span>
                    </>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
};

/** Nothing of an event of long ago may be left today: it is compared when it acted, and now where that is later. */
const States = ({ now, atTheTime }: Pick<PreviewView, 'now' | 'atTheTime'>) => {
  const isLater = atTheTime && Date.parse(now.after.asOf) - Date.parse(atTheTime.after.asOf) > JUST_NOW_MS;
  return (
    <section aria-labelledby="state">
      <h2 id="state">{say(texts.whatWouldChangeAtThe)}</h2>
      {isLater && (
        <>
          <h3>{say(texts.whenItHasHappened)}</h3>
          <Change id="at-the-time" change={atTheTime} />
          <h3>{say(texts.today)}</h3>
        </>
      )}
      <Change id="today" change={now} isBrief={isLater} />
    </section>
  );
};

const Findings = ({
  title,
  findings,
}: {
  readonly title: string;
  readonly findings: readonly FindingDto[];
}) =>
  findings.length === 0 ? null : (
    <>
      <h3>{title}</h3>
      <ul class="findings">
        {findings.map(({ id, code, severity, at, detail, settledBy }) => (
          <li key={id}>
            <SeverityBadge severity={severity} /> <code>{code}</code> <span class="quiet">{utc(at)}</span>
            <br />
            {told(findingCatalogue[code].meaning)} {sentence(readable(detail))}
            {settledBy !== undefined && say(texts.itWouldBeSettledBy, { settledBy })}
          </li>
        ))}
      </ul>
    </>
  );

const AllFindings = ({ findings: { arise, go, readOtherwise } }: Pick<PreviewView, 'findings'>) => (
  <section aria-labelledby="findings">
    <h2 id="findings">{say(texts.whatTheAuditWouldFind)}</h2>
    {arise.length + go.length + readOtherwise.length === 0 && <p>{say(texts.theFindingsWouldStayAs)}</p>}
    <Findings title={say(texts.wouldArise)} findings={arise} />
    <Findings title={say(texts.wouldGo)} findings={go} />
    <Findings title={say(texts.wouldReadOtherwise)} findings={readOtherwise} />
    <p class="quiet">{say(texts.findingsOfTheDefaultPolicy)}</p>
  </section>
);

/** Above all else: whoever records looks here, and may look no further. */
const Checks = ({ checks }: Pick<PreviewView, 'checks'>) =>
  checks.length === 0 ? null : (
    <section class="asked card" aria-labelledby="checks" role="alert">
      <h2 id="checks">{say(texts.isThisWhatWasMeant)}</h2>
      <ul class="findings">
        {checks.map(({ code, severity, label, detail, expected }) => (
          <li key={`${code} ${label} ${detail}`}>
            {severity === 'warning' ? (
              <SeverityBadge severity="warning" />
            ) : (
              <span class="badge info">{say(texts.notice)}</span>
            )}{' '}
            <code>{code}</code> {label !== undefined && <strong>{label}</strong>}
            <br />
            {sentence(readable(detail))}
            {expected !== undefined && say(texts.usualHere, { expected })}
          </li>
        ))}
      </ul>
      <p class="quiet">{say(texts.askedFromWhatIsRecorded)}</p>
    </section>
  );

/** Whatever was typed, also what is not recorded, so that the form can be had again. */
const Again = ({ therapyId, sent, ...carried }: PreviewView) => (
  <form method="post" action={paths.record(therapyId)} class="actions">
    <CarriedFields {...carried} />
    {[...sent]
      .filter(([name]) => name.startsWith('/'))
      .map(([name, value], index) =>
        value.includes('\n') ? (
          <textarea key={index} name={name} hidden>
            {`\n${value}`}
          </textarea>
        ) : (
          <input key={index} type="hidden" name={name} value={value} />
        ),
      )}
    <button name="action" value="record" class="main">
      {say(texts.recordThis)}
    </button>
    <button name="action" value="change">
      {say(texts.change)}
    </button>
    <a href={paths.record(therapyId)}>{say(texts.otherEvents)}</a>
  </form>
);

/** What recording an event would change. Nothing was recorded. */
export const previewPage = (view: PreviewView): string => {
  const { therapyId, form, notices = [], about } = view;
  const heading = say(texts.preview2, { headingOf: headingOf(view) });
  return pageOf({
    title: `${heading} · ${therapyId}`,
    styles: ['record'],
    children: (
      <>
        <TherapyHeader therapyId={therapyId} current="record" />
        <h1>{heading}</h1>
        {notices.map((notice) => (
          <p key={notice} class="notice card" role="alert">
            {notice}
          </p>
        ))}
        <p>{say(texts.nothingIsRecordedYet)}</p>
        <Checks {...view} />
        {about && <EventCard {...about} />}
        <section aria-labelledby="content">
          <h2 id="content">{say(texts.whatWouldBeRecorded)}</h2>
          <Lines lines={linesOf(form.fields, form.typed)} />
        </section>
        <States {...view} />
        <AllFindings {...view} />
        <Again {...view} />
      </>
    ),
  });
};
