import type { ActingEvent } from '../therapy/acting-event.js';
import type { Delivery } from './delivery.js';
import { type Step, actsOnDelivery, stepsOf } from './effects.js';
import { Pumping } from './pumping.js';
import { looksElsewhere, withEnds } from './reported/looks-elsewhere.js';
import { type OpenStretch, goingOn, openedBy, settle } from './stretches/settle.js';

/** What was pumped until the last event, ready to go on with the next one. */
export interface DeliverySoFar {
  /** As if nothing but the last program, the reservoir's content and the pump itself went on for ever. */
  readonly delivery: Delivery;
  /** The same with further events, which act at or after the last one. */
  and(events: readonly ActingEvent[]): DeliverySoFar;
}

/** The pump at work, and the stretch between known volumes in which it is. */
export class Course {
  private open: OpenStretch | undefined;

  constructor(readonly pumping = new Pumping()) {}

  /** Pumps until an event and lets it act. */
  follow(step: Step): void {
    const { pumping, open } = this;
    pumping.advance(step.at);
    const closing = open && step.closing?.(pumping);
    if (closing) pumping.stretches.push(settle(pumping, open, step, closing));
    const before = pumping.now.fill?.known;
    step.act(pumping);
    const { fill, endedBy } = pumping.now;
    if (endedBy || !fill) this.open = undefined;
    else if (fill.known !== before) this.open = openedBy(pumping, step);
    else if (closing) this.open = undefined;
    else open?.steps.push(step);
  }

  clone(): Course {
    const course = new Course(this.pumping.clone());
    course.open = this.open && { ...this.open, steps: this.open.steps.slice() };
    return course;
  }

  /** As if nothing else came. */
  delivery(): Delivery {
    const projected = this.pumping.clone();
    projected.advance(Number.POSITIVE_INFINITY);
    if (this.open) projected.stretches.push(goingOn(this.open, this.pumping));
    return projected.result();
  }
}

function soFar(events: readonly ActingEvent[], course: Course): DeliverySoFar {
  return {
    delivery: course.delivery(),
    and(added) {
      const all = [...events, ...added];
      if (all.some(looksElsewhere)) return replay(all);
      const next = course.clone();
      for (let index = events.length; index < all.length; index += 1)
        for (const step of stepsOf(all[index]!, { events: all, index })) next.follow(step);
      return soFar(all, next);
    },
  };
}

/**
 * What events do, in the order in which it is done. Some tell of what was before them: at one instant that comes first.
 */
export function stepsInOrder(events: readonly ActingEvent[]): readonly Step[] {
  const acting = withEnds(events, actsOnDelivery);
  const steps = acting.flatMap((event, index) => stepsOf(event, { events: acting, index }));
  return acting.some(looksElsewhere)
    ? steps.toSorted((a, b) => a.at - b.at || Number(b.isEarlier) - Number(a.isEarlier))
    : steps;
}

/** Rebuilds what was pumped from events in the order in which they act. */
export function replay(events: readonly ActingEvent[]): DeliverySoFar {
  const course = new Course();
  for (const step of stepsInOrder(events)) course.follow(step);
  return soFar(events, course);
}
