import { showsRates } from '../../reports/charts/timeline/dose-lane.js';
import { timelineChart } from '../../reports/charts/timeline/timeline-chart.js';
import type { TherapyTimeline } from '../../answers/timeline/therapy-timeline.js';
import { inTurns } from '../../waiting/in-turns.js';
import { paths } from '../shell/paths.js';
import { Svg } from '../shell/svg.js';
import { at } from './figures.js';
import { type TherapyView, windowParameters } from './therapy-view.js';
import { PRESETS, beside, ofLength } from './zoom.js';
import { say } from '../../words/say.js';
import { timeline as texts } from '../../words/texts/timeline.js';
import { told } from '../../words/told.js';

/** In points, which the page scales up by about half. */
const WIDE = 760;
const NARROW = 270;

interface Drawing {
  readonly wide: string;
  readonly narrow: string;
}

export async function drawingOf(timeline: TherapyTimeline): Promise<Drawing> {
  const [wide, narrow] = await inTurns([WIDE, NARROW].map((width) => () => timelineChart(timeline, width)));
  return { wide: wide!, narrow: narrow! };
}

const Zoom = ({ therapyId, query, timeline }: TherapyView) => {
  const { whole, window } = timeline;
  const isWhole = window.from <= whole.from && window.to >= whole.to;
  const length = window.to - window.from;
  const link = ({ from, to }: { from: number; to: number }) =>
    `${paths.therapy(therapyId, windowParameters(query, from, to))}#timeline-title`;
  return (
    <nav id="zoom" class="zoom screen" data-live aria-label={say(texts.zoomOfTheTimeLine)}>
      <a
        class="button"
        href={`${paths.therapy(therapyId, windowParameters(query))}#timeline-title`}
        aria-current={isWhole ? 'true' : undefined}
      >
        {say(texts.all)}
      </a>
      {PRESETS.filter(([, span]) => span < whole.to - whole.from).map(([name, span]) => (
        <a
          key={name}
          class="button"
          href={link(ofLength(timeline, span))}
          aria-current={Math.abs(span - length) < 2 ? 'true' : undefined}
        >
          {told(name)}
        </a>
      ))}
      {window.from > whole.from && (
        <a class="button" href={link(beside(timeline, -1))}>
          {say(texts.earlier)}
        </a>
      )}
      {window.to < whole.to && (
        <a class="button" href={link(beside(timeline, 1))}>
          {say(texts.later)}
        </a>
      )}
    </nav>
  );
};

/** Days of a therapy of years. */
const CloseUp = ({ therapyId, query, closeUp }: TherapyView & { closeUp: TherapyTimeline }) => {
  const { from, to } = closeUp.window;
  return (
    <figure id="close-up" class="drawing" data-live>
      <h3>{say(texts.theLastTimeADose)}</h3>
      <Svg class="wide" drawing={timelineChart(closeUp, WIDE, 'doses')} />
      <Svg class="narrow" drawing={timelineChart(closeUp, NARROW, 'doses')} />
      <figcaption class="quiet">
        {say(texts.fromTo, {
          from: at(from),
          to: at(to),
          link: (
            <a href={`${paths.therapy(therapyId, windowParameters(query, from, to))}#timeline-title`}>
              {say(texts.theWholeTimeLineOf)}
            </a>
          ),
        })}
      </figcaption>
    </figure>
  );
};

/** The drawing, in two widths of which the style sheet shows one, and the way to its data. */
export const TimelineSection = ({ drawing, ...view }: TherapyView & { readonly drawing: Drawing }) => {
  const { therapyId, query, timeline, closeUp } = view;
  const {
    whole,
    window: { from, to },
  } = timeline;
  return (
    <section aria-labelledby="timeline-title">
      <h2 id="timeline-title">{say(texts.timeLine)}</h2>
      <Zoom {...view} />
      <figure
        id="timeline"
        class="drawing"
        data-live
        data-from={from}
        data-to={to}
        data-first={whole.from}
        data-last={whole.to}
        data-source={paths.timeline(therapyId, windowParameters(query, query.from, query.to))}
      >
        <Svg class="wide" drawing={drawing.wide} />
        <Svg class="narrow" drawing={drawing.narrow} />
        <figcaption class="quiet">
          {say(texts.fromToTheNumbersAre, {
            from: at(from),
            to: at(to),
            showsRates: showsRates(timeline) ? '' : say(texts.zoomTo7DaysOr),
            link: <a href="#tables">{say(texts.tablesBelow)}</a>,
          })}
        </figcaption>
      </figure>
      {closeUp && <CloseUp {...view} closeUp={closeUp} />}
    </section>
  );
};
