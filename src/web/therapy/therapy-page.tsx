import { utc } from '../../reports/words.js';
import { pageInTurns } from '../shell/page.js';
import { paths } from '../shell/paths.js';
import { mayHere } from '../shell/reader.js';
import { TherapyHeader } from '../shell/therapy-header.js';
import { Cessations } from './cessations.js';
import { Controls } from './controls.js';
import { Findings } from './findings.js';
import { Gaps } from './gaps.js';
import { StateCard } from './state-card.js';
import { Summary } from './summary.js';
import { Tables } from './tables.js';
import { type TherapyView, auditParameters } from './therapy-view.js';
import { Worth } from './worth.js';
import { TimelineSection, drawingOf } from './timeline-section.js';
import { say } from '../../words/say.js';
import { therapy as texts } from '../../words/texts/therapy.js';

const Downloads = ({ therapyId, query }: TherapyView) => {
  const of = (what: string) => paths.api(therapyId, what, auditParameters(query));
  return (
    <section class="screen" aria-labelledby="downloads-title">
      <h2 id="downloads-title">{say(texts.takeItWithYou)}</h2>
      <ul class="downloads">
        <li>
          <a href={of('audit.pdf')}>{say(texts.reportPdf)}</a>
        </li>
        <li>
          <a href={of('audit.csv')}>{say(texts.tableCsv)}</a>
        </li>
        <li>
          <a href={of('audit')}>{say(texts.auditJson)}</a>
        </li>
        {mayHere('evidence:export') && (
          <li>
            <a href={of('evidence.zip')}>{say(texts.evidencePackToVerifyWithout)}</a>
          </li>
        )}
        {mayHere('therapy:record') && (
          <li>
            <a href={paths.record(therapyId)}>{say(texts.recordAnEvent)}</a>
          </li>
        )}
      </ul>
    </section>
  );
};

/** That what follows rests on something of which another part of the service cannot make sense. */
const SetAsideNote = ({ setAside }: TherapyView) =>
  setAside ? (
    <p class="card">
      {say(texts.theWorklistAndTheLists, {
        span: <span class="badge critical">{say(texts.cannotBeAudited)}</span>,
        since: utc(new Date(setAside.since).toISOString()),
        reason: setAside.reason,
      })}
    </p>
  ) : null;

/** What happened to a patient’s pump, when the dose fell, whether that was a taper, and what is missing. */
export async function therapyPage(view: TherapyView): Promise<string> {
  const drawing = await drawingOf(view.timeline);
  return pageInTurns(
    {
      title: say(texts.therapy, { therapyId: view.therapyId }),
      styles: ['uPlot.min', 'therapy'],
      libraries: ['uPlot.iife.min'],
      scripts: ['timeline'],
      live: view.live,
    },
    [
      () => (
        <>
          <TherapyHeader therapyId={view.therapyId} current="overview" query={auditParameters(view.query)} />
          <h1>{say(texts.therapy, { therapyId: view.therapyId })}</h1>
          <SetAsideNote {...view} />
          <div class="top">
            <Summary {...view} />
            <StateCard {...view} />
          </div>
          <Controls {...view} />
        </>
      ),
      () => <TimelineSection {...view} drawing={drawing} />,
      () => <Cessations {...view} />,
      () => <Findings {...view} />,
      () => (
        <Gaps therapyId={view.therapyId} audit={view.report.audit} gaps={view.report.audit.gaps} isLive />
      ),
      () => <Worth {...view} />,
      () => <Tables {...view} />,
      () => <Downloads {...view} />,
    ],
  );
}
