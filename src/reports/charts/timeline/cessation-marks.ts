import type { CessationMark } from '../../../answers/timeline/therapy-timeline.js';
import { dayOf } from '../../when.js';
import { reservationCount } from '../../reservations.js';
import { VERDICT } from '../../words.js';
import type { Scales } from '../axes.js';
import { band } from '../curves.js';
import { VERDICT_MARK, markSvg } from '../marks.js';
import { line, text, widthOf } from '../svg.js';
import { type Frame, group } from './frame.js';
import { say } from '../../../words/say.js';
import { charts as texts } from '../../../words/texts/charts.js';

/** From its first step to its return. */
export function shade(
  scales: Scales,
  { startedAt, resumedAt, verdict }: CessationMark,
  { timeline }: Frame,
): string {
  const from = Math.max(startedAt, timeline.window.from);
  const to = Math.min(resumedAt ?? timeline.window.to, timeline.window.to);
  return band(scales, from, Math.max(from, to), { fill: '#eef2d8', class: `cessation ${verdict}` });
}

/** The verdict at each zero: in words on the side that has room for them, else its number, else its doses. */
export function flags(scales: Scales, cessations: readonly CessationMark[], { timeline }: Frame): string {
  const { plot, x } = scales;
  const { from, to } = timeline.window;
  const near = cessations.filter(({ reachedZeroAt }) => reachedZeroAt >= from && reachedZeroAt <= to);
  let free = plot.left;
  return near
    .map((cessation, index) => {
      const { number, reachedZeroAt, verdict } = cessation;
      const at = x(reachedZeroAt);
      const next = near[index + 1];
      const end = next ? x(next.reachedZeroAt) : plot.right;
      const words = `${number} ${verdictInWords(cessation)}`;
      const label = [words, String(number)].flatMap((one) => {
        const width = 1.08 * widthOf(one) + 16;
        if (at >= free && at + width <= end) return [{ one, start: at + 3, end: at + width }];
        return at - width >= free ? [{ one, start: at - width + 2, end: at }] : [];
      })[0];
      free = Math.max(free, label?.end ?? at);
      return group(
        `flag ${verdict}`,
        titleOf(cessation),
        line([at, plot.top - 9], [at, plot.bottom], '#333333', { 'stroke-dasharray': '1 2', class: 'stem' }),
        ...(label
          ? [
              markSvg(VERDICT_MARK[verdict], label.start, plot.top - 10, 8),
              text(label.start + 11, plot.top - 3, label.one, { bold: true }),
            ]
          : []),
      );
    })
    .join('');
}

/** A verdict never stands without its reservations. */
export const verdictInWords = ({ site, certainty, verdict, reservations }: CessationMark): string =>
  [
    `${certainty === 'possible' ? say(texts.possibly) : ''}${say(VERDICT[verdict])}${site === 'tip' ? say(texts.atTipAlone) : ''}`,
    reservationCount(reservations.length),
  ].join(', ');

const titleOf = (cessation: CessationMark): string => {
  const { number, drug, site, startedAt, reachedZeroAt, tip } = cessation;
  return say(texts.cessationOfAtTheFrom, {
    number,
    drug,
    site,
    from: dayOf(startedAt),
    to: dayOf(reachedZeroAt),
    verdictInWords: verdictInWords(cessation),
    verdict: say(VERDICT[tip.verdict]),
  });
};
