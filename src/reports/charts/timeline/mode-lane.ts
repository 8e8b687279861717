import type { ModeKind, ModeStretch } from '../../../answers/timeline/therapy-timeline.js';
import { coordinate, element, text, widthOf } from '../svg.js';
import { type Crowd, crowdsOf } from './crowds.js';
import { type Frame, type Lane, clampedX, group } from './frame.js';
import { say } from '../../../words/say.js';
import { charts as texts } from '../../../words/texts/charts.js';

const HEIGHT = 12;

/** Light where a program runs, hatched where nothing flows, dark for what lasts minutes. */
const LOOKS: Readonly<Record<ModeKind, { readonly fill: string; readonly hatch?: boolean }>> = {
  'simple-continuous': { fill: '#dbe7f3' },
  'periodic-bolus': { fill: '#c9dfd5' },
  flex: { fill: '#e6dcf0' },
  'constant-flow': { fill: '#d9e8e8' },
  'minimum-rate': { fill: '#f5ecd2', hatch: true },
  stopped: { fill: '#f0f0f0', hatch: true },
  priming: { fill: '#3f6f8f' },
  bridge: { fill: '#3f6f8f' },
  single: { fill: '#3f6f8f' },
  'pump-bolus': { fill: '#3f6f8f' },
  'no-pump': { fill: '#ffffff' },
  'no-program': { fill: '#ffffff' },
  'motor-stall': { fill: '#f3c6c6', hatch: true },
  'reservoir-emptied': { fill: '#f0f0f0', hatch: true },
  'end-of-service': { fill: '#f3c6c6', hatch: true },
  'therapy-ended': { fill: '#ffffff' },
  'reservoir-empty': { fill: '#f3c6c6', hatch: true },
};

/** What the pump did: neighbours of one kind are one stretch. */
export const modeLane = (modes: readonly ModeStretch[]): Lane => ({
  name: 'mode',
  title: say(texts.modeOfThePump),
  height: HEIGHT,
  draw: (frame, top) =>
    crowdsOf(
      joined(modes),
      ({ start }) => clampedX(frame, start),
      ({ kind, start, end }) => `${kind} ${isWide(frame, start, end) ? start : ''}`,
    )
      .map((crowd) => stretch(frame, crowd, top))
      .join(''),
});

function joined(modes: readonly ModeStretch[]): ModeStretch[] {
  const all: ModeStretch[] = [];
  for (const mode of modes) {
    const last = all.at(-1);
    if (last?.kind === mode.kind) all[all.length - 1] = { ...last, end: mode.end };
    else all.push(mode);
  }
  return all;
}

const isWide = (frame: Frame, start: number, end: number): boolean =>
  clampedX(frame, end) - clampedX(frame, start) > 1;

function stretch(frame: Frame, crowd: Crowd<ModeStretch>, top: number): string {
  const [{ start, kind, words }] = crowd;
  const [left, right] = [clampedX(frame, start), clampedX(frame, crowd.at(-1)!.end)];
  const { fill, hatch } = LOOKS[kind];
  // What lasts minutes must still be seen.
  const width = Math.max(right - left, 0.8);
  const fits = widthOf(words) + 6 <= width;
  return group(
    `mode ${kind}`,
    crowd.length === 1 ? words : say(texts.timesZoomInToTell, { words, crowd: crowd.length }),
    element('rect', { x: left, y: top, width, height: HEIGHT, fill, stroke: '#8a94a0', 'stroke-width': 0.4 }),
    ...(hatch && width > 4
      ? [
          hatching(left, fits ? left + 3 : right, top),
          hatching(fits ? left + widthOf(words) + 6 : right, right, top),
        ]
      : []),
    ...(fits ? [text(left + 4, top + 8.6, words)] : []),
  );
}

function hatching(left: number, right: number, top: number): string {
  const strokes: string[] = [];
  for (let at = left; at + 4 <= right; at += 4)
    strokes.push(`M${coordinate(at)},${top + HEIGHT}l4,${-HEIGHT}`);
  return strokes.length === 0
    ? ''
    : element('path', {
        d: strokes.join(''),
        stroke: '#999999',
        'stroke-width': 0.5,
        fill: 'none',
        class: 'hatch',
      });
}
