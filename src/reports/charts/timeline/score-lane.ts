import type { Score } from '../../../answers/timeline/therapy-timeline.js';
import { dateAsStated } from '../../when.js';
import { element, line, text } from '../svg.js';
import { type Crowd, andOthers, crowdsOf, spanOf } from './crowds.js';
import { type Frame, type Lane, clampedX, group } from './frame.js';
import { say } from '../../../words/say.js';
import { charts as texts } from '../../../words/texts/charts.js';
import type { Text } from '../../../words/say.js';
import { told } from '../../../words/told.js';

const ROW = 9;
const GRADES: Readonly<Record<string, readonly string[]>> = {
  MAS: ['0', '1', '1+', '2', '3', '4'],
  PSFS: ['0', '1', '2', '3', '4'],
};
const NAMES: Readonly<Record<string, Text>> = {
  MAS: texts.spasticityModifiedAshworthGradeHigher,
  PSFS: texts.spasmsPennSpasmFrequencyGrade,
};
const MARKED = { assessed: '#333333', 'before-bolus': '#ffffff', 'after-bolus': '#333333' } as const;

/** The scales of which there are grades. */
export const scoreLanes = (scores: readonly Score[]): Lane[] =>
  Object.entries(GRADES).flatMap(([scale, grades]) => {
    const own = scores.filter(
      (score) => score.scale === scale && grades.includes(score.low) && grades.includes(score.high),
    );
    return own.length === 0 ? [] : [scoreLane(say(NAMES[scale]!), grades, own)];
  });

/** Grades have an order and no distances: a row each. */
const scoreLane = (title: string, grades: readonly string[], scores: readonly Score[]): Lane => ({
  name: 'scores',
  title,
  height: grades.length * ROW,
  draw(frame, top) {
    const y = (grade: string) => top + (grades.length - 0.5 - grades.indexOf(grade)) * ROW;
    return [
      ...grades.flatMap((grade) => [
        line([frame.left, y(grade)], [frame.right, y(grade)], '#dddddd', { class: 'grid' }),
        text(frame.left - 5, y(grade) + 2.6, grade, { anchor: 'end' }),
      ]),
      ...crowdsOf(scores, (score) => clampedX(frame, score.at), lookOf).map((crowd) =>
        drawn(frame, crowd, y),
      ),
    ].join('');
  },
});

const lookOf = ({ low, high, when }: Score) => `${low} ${high} ${when}`;

/** A bar for as long as it can have been, another from the lowest to the highest grade. */
function drawn(frame: Frame, crowd: Crowd<Score>, y: (grade: string) => number): string {
  const [score] = crowd;
  const { at, low, high, when } = score;
  const { earliest, latest } = spanOf(crowd);
  const [left, right] = [clampedX(frame, earliest), clampedX(frame, latest)];
  const middle = latest > earliest ? (left + right) / 2 : clampedX(frame, at);
  const range = low === high ? low : say(texts.to, { low, high });
  const [from, to] = [y(low), y(high)];
  return group(
    `score ${when}`,
    `${score.scale} ${range}, ${told(when.replace('-', ' '))}, ${dateAsStated(score)}${andOthers(crowd)}`,
    ...(right - left > 1
      ? [...new Set([from, to])].map((height) =>
          line([left, height], [right, height], '#333333', { 'stroke-width': 1.4, class: 'uncertain' }),
        )
      : []),
    ...(low === high ? [] : [line([middle, from], [middle, to], '#333333', { 'stroke-width': 2.2 })]),
    ...[...new Set([from, to])].map((cy) =>
      element('circle', {
        cx: middle,
        cy,
        r: 2.6,
        fill: MARKED[when],
        stroke: '#333333',
        'stroke-width': 0.9,
      }),
    ),
  );
}
