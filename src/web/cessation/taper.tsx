import type { DailyDose } from '../../answers/report.js';
import { cessationChart, windowOf } from '../../reports/charts/cessation-chart.js';
import { clipped } from '../../reports/charts/thin.js';
import { at, dose } from '../therapy/figures.js';
import { Table, number } from '../therapy/table.js';
import { Svg } from '../shell/svg.js';
import { paths } from '../shell/paths.js';
import type { CessationView } from './cessation-view.js';
import { fastestInWords, levelInWords } from './fastest-words.js';
import { say } from '../../words/say.js';
import { cessation as texts } from '../../words/texts/cessation.js';

/** In points, which the page scales up by about half. */
export const WIDE = 760;
export const NARROW = 270;

const doseText = (mcgPerDay: number): string => dose(Number.isNaN(mcgPerDay) ? null : mcgPerDay);

const levelAt = (levels: readonly DailyDose[], when: number): string => {
  const level = levels.find(({ start, end }) => start <= when && when < end);
  return level ? doseText(level.mcgPerDay) : '0';
};

/** What the charts draw, as text. */
const Numbers = ({ therapyId, report, cessation }: CessationView) => {
  const { from, to } = windowOf(cessation, Date.parse(report.audit.asOf));
  const rest = <a href={paths.api(therapyId, 'audit.csv')}>{say(texts.theCsvFile)}</a>;
  const fastest = report.fastest.find(({ cessationId }) => cessationId === cessation.id);
  return (
    <>
      {report.doses.map(({ drug, reservoir, tip }) => {
        const levels = [clipped(reservoir, from, to), clipped(tip, from, to)] as const;
        if (levels.flat().every(({ mcgPerDay }) => mcgPerDay === 0)) return null;
        const instants = [...new Set(levels.flat().map(({ start }) => start))].toSorted((a, b) => a - b);
        return (
          <Table
            key={drug}
            caption={say(texts.dailyDoseOfInThe, { drug })}
            columns={[say(texts.fromUtc), number(say(texts.reservoirMcgDay)), number(say(texts.tipMcgDay))]}
            rows={instants}
            cells={(when) => [at(when), levelAt(levels[0], when), levelAt(levels[1], when)]}
            rest={rest}
          />
        );
      })}
      {fastest && (
        <Table
          caption={say(texts.fastestCourseThatAllows, { id: report.audit.policy.id })}
          columns={[say(texts.fromUtc), say(texts.asLowAs)]}
          rows={fastest.levels}
          cells={(level) => [at(level.from), levelInWords(fastest, level)]}
          rest={rest}
        />
      )}
    </>
  );
};

/** The way down, against what the policy allows and what was planned. */
export const Taper = (view: CessationView) => {
  const { report, cessation } = view;
  const doses = report.doses.find(({ drug }) => drug === cessation.drug);
  if (!doses) return null;
  return (
    <section aria-labelledby="taper">
      <h2 id="taper">{say(texts.theWayDown)}</h2>
      <figure class="drawing">
        <Svg class="wide" drawing={cessationChart(cessation, doses, report, WIDE)} />
        <Svg class="narrow" drawing={cessationChart(cessation, doses, report, NARROW)} />
        <figcaption class="quiet">{say(texts.stepsByTheirNumbersIn)}</figcaption>
      </figure>
      <p>{fastestInWords(view)}</p>
      <Numbers {...view} />
    </section>
  );
};
