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

/** A correction or void in force on another event. */
export interface Amendment {
  readonly revision: number;
  readonly id: EventId;
  readonly kind: 'corrected' | 'voided';
  /** As its author wrote it. */
  readonly reason: string;
}

/** How an event counts, given the events that are known. */
export type EventStatus =
  | {
      readonly kind: 'acting';
      readonly at: Instant;
      readonly amendedBy?: Amendment;
      readonly now?: EffectiveContent;
    }
  /** Not possible at any instant within its dates: it is shown but has no effect. */
  | {
      readonly kind: 'impossible';
      readonly detail: string;
      readonly amendedBy?: Amendment;
      readonly now?: EffectiveContent;
    }
  | { readonly kind: 'voided'; readonly amendedBy: Amendment }
  /** A correction or void. */
  | {
      readonly kind: 'amendment';
      readonly about: { readonly revision: number; readonly id: EventId; readonly type: string };
      /** The correction or void of this amendment, if there is one. */
      readonly amendedBy?: Amendment;
      /** The later correction or void of the same event, which counts instead of it. */
      readonly overriddenBy?: number;
      /** The content of the event before and after this amendment; undefined where the event is voided. */
      readonly before?: EffectiveContent;
      readonly after?: EffectiveContent;
    };

/** The status of each event of a therapy. */
export class EventStatuses {
  private readonly byId: ReadonlyMap<string, Sealed>;
  private readonly inForce: ReadonlyMap<string, Sealed>;
  private readonly acting: ReadonlyMap<string, ActingEvent>;
  /** Corrections and voids by the original event that they change, in order of revision. */
  private readonly amendments = new Map<string, Sealed[]>();

  /** @param known what is known, in order of revision, and `placed` its timeline */
  constructor(
    known: readonly Sealed[],
    private readonly placed: Placed,
  ) {
    const amendments = known.filter(isAmendment);
    this.byId = new Map(known.map((event) => [event.id, event]));
    this.inForce = amendments.length > 0 ? amendmentsInForce(known) : new Map();
    this.acting = new Map(placed.acting.map((event) => [event.id, event]));
    for (const amendment of amendments) {
      const { id } = this.originalOf(amendment);
      const known = this.amendments.get(id);
      if (known) known.push(amendment);
      else this.amendments.set(id, [amendment]);
    }
  }

  of(event: Sealed): EventStatus {
    if (isAmendment(event)) return this.ofAmendment(event);
    const amendedBy = this.amendmentOf(event);
    if (amendedBy?.kind === 'voided') return { kind: 'voided', amendedBy };
    const corrected = amendedBy && { amendedBy, now: this.contentBy(event, Number.POSITIVE_INFINITY) };
    const acting = this.acting.get(event.id);
    if (acting) return { kind: 'acting', at: acting.at, ...corrected };
    const impossible = this.placed.impossible.find((one) => one.event.id === event.id);
    return { kind: 'impossible', detail: impossible?.reason.detail ?? '', ...corrected };
  }

  /** The revisions of an event and of all its amendments. */
  revisionsBehind(event: Sealed): readonly number[] {
    const original = this.originalOf(event);
    return [original, ...(this.amendments.get(original.id) ?? [])].map(({ revision }) => revision);
  }

  private ofAmendment(event: Sealed): EventStatus {
    const about = this.byId.get(targetOf(event)!)!;
    const original = this.originalOf(event);
    const amendedBy = this.amendmentOf(event);
    const latest = this.inForce.get(about.id);
    const isOverridden = !amendedBy && latest && latest.id !== event.id;
    return {
      kind: 'amendment',
      about: { revision: original.revision, id: original.id, type: original.type },
      ...(amendedBy && { amendedBy }),
      ...(isOverridden && { overriddenBy: latest.revision }),
      before: this.contentBy(original, event.revision - 1),
      after: this.contentBy(original, event.revision),
    };
  }

  /** The correction or void of an event that is in force. */
  private amendmentOf({ id }: Sealed): Amendment | undefined {
    const amendment = this.inForce.get(id);
    if (!amendment) return undefined;
    const { revision, id: amendmentId, data } = amendment as Sealed<'EventCorrected' | 'EventVoided'>;
    const kind = amendment.type === 'EventVoided' ? 'voided' : 'corrected';
    return { revision, id: amendmentId, kind, reason: data.reason };
  }

  /** The content of an event when only events up to `revision` were recorded; undefined if it was voided then. */
  private contentBy(original: Sealed, revision: number): EffectiveContent | undefined {
    const amendments = this.amendments.get(original.id) ?? [];
    const [content] = effectiveContents([original, ...amendments.filter((one) => one.revision <= revision)]);
    return content;
  }

  private originalOf(event: Sealed): Sealed {
    return originalOf(event, (id) => this.byId.get(id));
  }
}
