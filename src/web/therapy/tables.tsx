import type { VNode } from 'preact';
import type { Dated, DrugLine } from '../../answers/timeline/therapy-timeline.js';
import { dateAsStated } from '../../reports/when.js';
import { solutionInWords } from '../../therapy/solution-words.js';
import { paths } from '../shell/paths.js';
import { at, dose, ml } from './figures.js';
import { Table, number } from './table.js';
import { type TherapyView, auditParameters, windowParameters } from './therapy-view.js';
import { around } from './zoom.js';
import { say } from '../../words/say.js';
import { timeline as texts } from '../../words/texts/timeline.js';
import { told } from '../../words/told.js';

/** The cumulative dose at an instant, between the two points around it. */
function cumulativeAt(points: DrugLine['tip']['cumulative'], instant: number): number | null {
  const next = points.findIndex(([when]) => when >= instant);
  if (next < 0) return null;
  const [to, mcg] = points[next]!;
  const [from, before] = points[next - 1] ?? [to, mcg];
  return to === from ? mcg : before + ((mcg - before) * (instant - from)) / (to - from);
}

const changesOf = ({ reservoir, tip }: DrugLine): readonly number[] =>
  [...new Set([...reservoir.daily, ...tip.daily].map(({ start }) => start))].sort((a, b) => a - b);

function doseCells({ reservoir, tip }: DrugLine, when: number): string[] {
  const valueAt = (levels: DrugLine['tip']['daily']) => {
    const level = levels.find(({ start, end }) => start <= when && when < end);
    return level ? dose(level.mcgPerDay) : '0';
  };
  const total = (points: DrugLine['tip']['cumulative']) => dose(cumulativeAt(points, when));
  return [
    at(when),
    valueAt(reservoir.daily),
    valueAt(tip.daily),
    total(reservoir.cumulative),
    total(tip.cumulative),
  ];
}

/** What the tables show, and where they lead. */
interface Shown extends Pick<TherapyView, 'timeline'> {
  readonly log: VNode;
  readonly csv: VNode;
  readonly revision: (dated: Dated) => VNode;
  /** The date, which leads to the week around it. */
  readonly zoomed: (dated: Dated) => VNode;
}

function shownIn({ therapyId, query, timeline }: TherapyView): Shown {
  const log = <a href={paths.log(therapyId)}>{say(texts.theLog)}</a>;
  const csv = <a href={paths.api(therapyId, 'audit.csv', auditParameters(query))}>{say(texts.theCsvFile)}</a>;
  const revision = ({ revision: one }: Dated) => (
    <a href={paths.event(therapyId, one)} aria-label={say(texts.eventInTheLog, { revision: one })}>
      #{one}
    </a>
  );
  const zoomed = (dated: Dated) => {
    const { from, to } = around(timeline, dated.at);
    return (
      <a href={`${paths.therapy(therapyId, windowParameters(query, from, to))}#timeline-title`}>
        {dateAsStated(dated)}
      </a>
    );
  };
  return { timeline, log, csv, revision, zoomed };
}

const Doses = ({ timeline, csv }: Shown) => (
  <>
    {timeline.drugs.map((line) => (
      <Table
        key={line.drug}
        caption={say(texts.dailyAndCumulativeDoseOf, { drug: line.drug })}
        columns={[
          say(texts.fromUtc),
          number(say(texts.reservoirMcgDay)),
          number(say(texts.tipMcgDay)),
          number(say(texts.reservoirSinceTheLeftEdge)),
          number(say(texts.tipSinceTheLeftEdge)),
        ]}
        rows={changesOf(line)}
        cells={(when) => doseCells(line, when)}
        rest={csv}
      />
    ))}
  </>
);

const Fills = ({ timeline, log, revision, zoomed }: Shown) => (
  <Table
    caption={say(texts.fillsOfTheReservoir)}
    columns={[
      say(texts.filled),
      say(texts.event),
      say(texts.withWords),
      number(say(texts.filledMl)),
      number(say(texts.alarmMl)),
      say(texts.lowAlarmReached),
    ]}
    rows={timeline.reservoir.fills}
    cells={(fill) => [
      zoomed(fill),
      revision(fill),
      solutionInWords(fill),
      ml(fill.filledMl),
      ml(fill.alarmMl),
      fill.lowAt === null ? 'no' : at(fill.lowAt),
    ]}
    rest={log}
  />
);

const Measured = ({ timeline, csv, revision, zoomed }: Shown) => (
  <Table
    caption={say(texts.volumesDrawnOutOfThe)}
    columns={[
      say(texts.measured),
      say(texts.event),
      number(say(texts.expectedMl)),
      number(say(texts.drawnOutMl)),
      number(say(texts.differenceMl)),
    ]}
    rows={timeline.reservoir.measured}
    cells={(measured) => [
      zoomed(measured),
      revision(measured),
      ml(measured.expectedMl),
      ml(measured.measuredMl),
      ml(measured.measuredMl - measured.expectedMl),
    ]}
    rest={csv}
  />
);

const Modes = ({ timeline, log }: Shown) => (
  <Table
    caption={say(texts.modesOfThePump)}
    columns={[say(texts.fromUtc), say(texts.toUtc), say(texts.mode), number(say(texts.programmedMcgDay))]}
    rows={timeline.modes}
    cells={({ start, end, words, programmedMcgPerDay }) => [
      at(start),
      at(end),
      words,
      programmedMcgPerDay === null ? '' : dose(programmedMcgPerDay),
    ]}
    rest={log}
  />
);

const Planned = ({ timeline, log, revision }: Shown) => (
  <Table
    caption={say(texts.stepsOfPlannedHolidays)}
    columns={[
      say(texts.plannedFor),
      say(texts.until),
      say(texts.event),
      say(texts.drug),
      number(say(texts.plannedMcgDay)),
    ]}
    rows={timeline.planned.flatMap((plan) => plan.steps.map((step) => ({ plan, step })))}
    cells={({ plan, step: { earliest, latest, mcgPerDay } }) => [
      at(earliest),
      latest > earliest ? at(latest) : '',
      revision(plan),
      plan.drug,
      dose(mcgPerDay),
    ]}
    rest={log}
  />
);

const Scores = ({ timeline, log, revision, zoomed }: Shown) => (
  <Table
    caption={say(texts.gradesOfSpasticity)}
    columns={[say(texts.assessed), say(texts.event), say(texts.scale), say(texts.grade), say(texts.when)]}
    rows={timeline.scores}
    cells={(score) => [
      zoomed(score),
      revision(score),
      score.scale,
      score.low === score.high ? score.low : say(texts.to, { low: score.low, high: score.high }),
      told(score.when.replace('-', ' ')),
    ]}
    rest={log}
  />
);

const Events = ({ timeline, log, revision, zoomed }: Shown) => (
  <Table
    caption={say(texts.events)}
    columns={[say(texts.happened), say(texts.event), say(texts.what), say(texts.note)]}
    rows={timeline.pins}
    cells={(pin) => [
      zoomed(pin),
      revision(pin),
      pin.words,
      pin.note === null ? say(texts.personalValueCannotBeRead) : <bdi>{pin.note}</bdi>,
    ]}
    rest={log}
  />
);

/** All that is drawn, as text. */
export const Tables = (view: TherapyView) => {
  const shown = shownIn(view);
  return (
    <section id="tables" data-live aria-labelledby="tables-title">
      <h2 id="tables-title">{say(texts.whatIsDrawnInNumbers)}</h2>
      <p class="quiet">{say(texts.ofTheWindowOfThe)}</p>
      <Doses {...shown} />
      <Fills {...shown} />
      <Measured {...shown} />
      <Modes {...shown} />
      <Planned {...shown} />
      <Scores {...shown} />
      <Events {...shown} />
    </section>
  );
};
