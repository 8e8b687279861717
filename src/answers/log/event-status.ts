import type { ActingEvent } from '../../therapy/acting-event.js';
import type { EventId, Instant, Sealed } from '../../therapy/envelope.js';
import type { Placed } from '../../therapy/placement.js';
import {
  type EffectiveContent,
  effectiveContents,
  isAmendment,
  amendmentsInForce,
  originalOf,
  targetOf,
} from '../../therapy/timeline.js';

/** An event by which another counts otherwise than it was recorded. */
export interface Amendment {
  readonly revision: number;
  readonly id: EventId;
  readonly kind: 'corrected' | 'voided';
  /** What somebody wrote. */
  readonly reason: string;
}

/** How an event counts by what is known. */
export type EventStatus =
  | {
      readonly kind: 'acting';
      readonly at: Instant;
      readonly word?: Amendment;
      readonly now?: EffectiveContent;
    }
  /** Not possible anywhere within its dates: it is shown, and moves nothing. */
  | {
      readonly kind: 'impossible';
      readonly detail: string;
      readonly word?: Amendment;
      readonly now?: EffectiveContent;
    }
  | { readonly kind: 'voided'; readonly word: Amendment }
  /** A correction or void. */
  | {
      readonly kind: 'word';
      readonly about: { readonly revision: number; readonly id: EventId; readonly type: string };
      /** What corrects or voids it; absent where nothing does. */
      readonly word?: Amendment;
      /** The later correction or void of the same event, which counts instead of it. */
      readonly overriddenBy?: number;
      /** What the event said before and says since; undefined where it counts as never recorded. */
      readonly before?: EffectiveContent;
      readonly after?: EffectiveContent;
    };

/** How the events of a therapy count, each asked for one by one. */
export class EventStatuses {
  private readonly byId: ReadonlyMap<string, Sealed>;
  private readonly words: ReadonlyMap<string, Sealed>;
  private readonly acting: ReadonlyMap<string, ActingEvent>;
  /** Corrections and voids by the event that they speak of in the end, in order of revision. */
  private readonly said = new Map<string, Sealed[]>();

  /** @param known what is known, in order of revision, and `placed` its timeline */
  constructor(
    known: readonly Sealed[],
    private readonly placed: Placed,
  ) {
    const words = known.filter(isAmendment);
    this.byId = new Map(known.map((event) => [event.id, event]));
    this.words = words.length > 0 ? amendmentsInForce(known) : new Map();
    this.acting = new Map(placed.acting.map((event) => [event.id, event]));
    for (const word of words) {
      const { id } = this.originalOf(word);
      const said = this.said.get(id);
      if (said) said.push(word);
      else this.said.set(id, [word]);
    }
  }

  of(event: Sealed): EventStatus {
    if (isAmendment(event)) return this.ofWord(event);
    const word = this.wordOn(event);
    if (word?.kind === 'voided') return { kind: 'voided', word };
    const corrected = word && { word, now: this.contentBy(event, Number.POSITIVE_INFINITY) };
    const acting = this.acting.get(event.id);
    if (acting) return { kind: 'acting', at: acting.at, ...corrected };
    const impossible = this.placed.impossible.find((one) => one.event.id === event.id);
    return { kind: 'impossible', detail: impossible?.reason.detail ?? '', ...corrected };
  }

  /** The revisions of all that the standing of an event speaks of. */
  revisionsBehind(event: Sealed): readonly number[] {
    const original = this.originalOf(event);
    return [original, ...(this.said.get(original.id) ?? [])].map(({ revision }) => revision);
  }

  private ofWord(event: Sealed): EventStatus {
    const about = this.byId.get(targetOf(event)!)!;
    const original = this.originalOf(event);
    const word = this.wordOn(event);
    const inForce = this.words.get(about.id);
    const isOverridden = !word && inForce && inForce.id !== event.id;
    return {
      kind: 'word',
      about: { revision: original.revision, id: original.id, type: original.type },
      ...(word && { word }),
      ...(isOverridden && { overriddenBy: inForce.revision }),
      before: this.contentBy(original, event.revision - 1),
      after: this.contentBy(original, event.revision),
    };
  }

  /** What counts of all that was said of an event. */
  private wordOn({ id }: Sealed): Amendment | undefined {
    const word = this.words.get(id);
    if (!word) return undefined;
    const { revision, id: wordId, data } = word as Sealed<'EventCorrected' | 'EventVoided'>;
    const kind = word.type === 'EventVoided' ? 'voided' : 'corrected';
    return { revision, id: wordId, kind, reason: data.reason };
  }

  /** What an event said once so many events were recorded; undefined where it counted as never recorded. */
  private contentBy(original: Sealed, revision: number): EffectiveContent | undefined {
    const said = this.said.get(original.id) ?? [];
    const [content] = effectiveContents([original, ...said.filter((word) => word.revision <= revision)]);
    return content;
  }

  private originalOf(event: Sealed): Sealed {
    return originalOf(event, (id) => this.byId.get(id));
  }
}
