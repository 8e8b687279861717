import type { Pin, PinKind } from '../../../answers/timeline/therapy-timeline.js';
import { dateAsStated } from '../../when.js';
import { markSvg } from '../marks.js';
import { line, text, widthOf } from '../svg.js';
import { andOthers, crowdsOf, spanOf } from './crowds.js';
import { type Frame, type Lane, clampedX, group } from './frame.js';
import { PIN_MARK } from './pin-marks.js';
import { say } from '../../../words/say.js';
import { charts as texts } from '../../../words/texts/charts.js';
import { told } from '../../../words/told.js';

const ROW = 11;
const SIZE = 7;

const ROWS = ['pump', 'catheter', 'fill', 'program', 'test', 'alarm', 'oral', 'plan'] as const;

/** Which kinds share a row. */
const ROW_OF: Readonly<Record<PinKind, (typeof ROWS)[number]>> = {
  implant: 'pump',
  explant: 'pump',
  end: 'pump',
  catheter: 'catheter',
  refill: 'fill',
  emptied: 'fill',
  'drug-switch': 'fill',
  program: 'program',
  'bolus-test': 'test',
  'bolus-given': 'test',
  study: 'test',
  check: 'test',
  outcome: 'test',
  alarm: 'alarm',
  stall: 'alarm',
  mri: 'alarm',
  'adverse-event': 'alarm',
  oral: 'oral',
  diagnosis: 'plan',
  plan: 'plan',
};

/** What happened, a row for each kind of thing. */
export function pinLane(pins: readonly Pin[]): Lane {
  const rows = ROWS.map((name) => ({
    name,
    pins: pins.filter(({ kind }) => ROW_OF[kind] === name),
  })).filter((row) => row.pins.length > 0);
  return {
    name: 'events',
    title: say(texts.eventsBarTheDateIs),
    height: rows.length * ROW,
    draw: (frame, top) =>
      rows
        .map((row, index) => {
          const middle = top + (index + 0.5) * ROW;
          return [
            text(frame.left - 8, middle + 2.6, told(row.name), { anchor: 'end' }),
            line([frame.left, middle], [frame.right, middle], '#dddddd', { class: 'grid' }),
            ...drawnRow(frame, row.pins, middle),
          ].join('');
        })
        .join(''),
  };
}

function drawnRow(frame: Frame, pins: readonly Pin[], middle: number): string[] {
  const crowds = crowdsOf(
    pins,
    (pin) => clampedX(frame, pin.at),
    ({ kind }) => kind,
  );
  const places = crowds.map(([first]) => clampedX(frame, first.at));
  return crowds.map((crowd, index) => {
    const [first] = crowd;
    const x = places[index]!;
    const span = spanOf(crowd);
    const ends = clampedX(frame, span.latest);
    const room = (places[index + 1] ?? frame.right) - Math.max(x, ends) - SIZE;
    const label =
      crowd.length > 1 ? undefined : labelsOf(first).find((words) => 1.08 * widthOf(words) + 4 <= room);
    return group(
      `pin ${first.kind}`,
      `${dateAsStated(first)}: ${first.words} (#${first.revision})${andOthers(crowd)}`,
      uncertain(frame, span, middle),
      markSvg(PIN_MARK[first.kind], x - SIZE / 2, middle - SIZE / 2, SIZE),
      ...(label === undefined
        ? []
        : [text(Math.max(x + SIZE / 2, ends) + 2, middle + 2.6, label, { class: 'pin-label' })]),
    );
  });
}

/** All of it, else what stands before the first sign, else a dose alone. */
const labelsOf = ({ words, kind }: Pin): readonly string[] => [
  words,
  words.split(/[:,(]/)[0]!.trim(),
  ...(kind === 'program' ? (/^[\d.]+/.exec(words) ?? []) : []),
];

function uncertain(
  frame: Frame,
  { earliest, latest }: Pick<Pin, 'earliest' | 'latest'>,
  middle: number,
): string {
  const [left, right] = [clampedX(frame, earliest), clampedX(frame, latest)];
  return right - left > 1
    ? line([left, middle], [right, middle], '#8a6d3b', { 'stroke-width': 3, class: 'uncertain' })
    : '';
}
