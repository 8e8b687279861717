import type { ScaleTime } from 'd3-scale';
import type { TherapyTimeline } from '../../../answers/timeline/therapy-timeline.js';
import type { Scales } from '../axes.js';
import { element, escaped, text } from '../svg.js';

/** What all lanes share: one axis of time. */
export interface Frame {
  readonly timeline: TherapyTimeline;
  readonly left: number;
  readonly right: number;
  readonly x: ScaleTime<number, number>;
}

/** One strip of the chart. */
export interface Lane {
  readonly name: string;
  readonly title: string;
  /** Below its title. */
  readonly height: number;
  draw(frame: Frame, top: number): string;
}

export const TITLE_HEIGHT = 13;

/** Within the window. */
export const clampedX = ({ x, left, right }: Frame, at: number): number =>
  Math.min(Math.max(x(at), left), right);

/** A group with a class, and words for who points at it. */
export const group = (name: string, words: string | undefined, ...children: readonly string[]): string =>
  element(
    'g',
    { class: name },
    ...(words === undefined ? [] : [element('title', {}, escaped(words))]),
    ...children,
  );

export const laneTitle = ({ left }: Frame, top: number, words: string): string =>
  text(left, top + 9, words, { bold: true, class: 'lane-title' });

export const plotOf = ({ left, right }: Frame, top: number, bottom: number): Scales['plot'] => ({
  left,
  right,
  top,
  bottom,
});
