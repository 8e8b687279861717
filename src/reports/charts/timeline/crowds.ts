import type { Dated } from '../../../answers/timeline/therapy-timeline.js';
import { dateAsStated } from '../../when.js';
import { say } from '../../../words/say.js';
import { charts as texts } from '../../../words/texts/charts.js';

export type Crowd<One> = readonly [One, ...One[]];

/** So many marks of one look in a column are drawn each by itself. */
const MOST = 4;

/**
 * Marks that stand within a point of one another and look the same: where they are many, they are one crowd, to be
 * drawn as one mark. In order of the first of each.
 * @param xOf in points
 */
export function crowdsOf<One>(
  marks: readonly One[],
  xOf: (mark: One) => number,
  lookOf: (mark: One) => string,
): readonly Crowd<One>[] {
  const columns = new Map<string, [One, ...One[]]>();
  const crowds = marks.map((mark) => {
    const column = `${Math.floor(xOf(mark))} ${lookOf(mark)}`;
    const crowd = columns.get(column);
    if (crowd) crowd.push(mark);
    else columns.set(column, [mark]);
    return columns.get(column)!;
  });
  return marks.flatMap((mark, index): Crowd<One>[] => {
    const crowd = crowds[index]!;
    if (crowd.length <= MOST) return [[mark]];
    return mark === crowd[0] ? [crowd] : [];
  });
}

type Dates = Pick<Dated, 'earliest' | 'latest'>;

export const spanOf = (crowd: Crowd<Dates>): Dates =>
  crowd.reduce((span: Dates, { earliest, latest }) => ({
    earliest: Math.min(span.earliest, earliest),
    latest: Math.max(span.latest, latest),
  }));

/** What is said of a crowd after its first. */
export const andOthers = (crowd: Crowd<Dated>): string =>
  crowd.length === 1
    ? ''
    : say(texts.andMoreUntilZoomIn, { crowd: crowd.length - 1, dateAsStated: dateAsStated(crowd.at(-1)!) });
