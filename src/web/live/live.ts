import { Inject, Injectable, type MessageEvent, type OnModuleDestroy } from '@nestjs/common';
import { Observable, Subject, concatMap, from, map, of, takeUntil } from 'rxjs';
import { type EventStore, type Signal, UnknownPosition } from '../../event-store/port.js';
import { EVENT_STORE_TOKEN } from '../../event-store/token.js';
import { typeInWords } from '../../reports/event-words.js';
import { therapyOf } from '../../streams/streams.js';
import type { Page } from '../shell/page.js';

/** A connection over which nothing is said for longer may be cut by whoever stands between, ms. */
const QUIET_MS = 20_000;

/** What a page learns of an event: that it is no longer up to date, and nothing personal. */
interface Recorded {
  readonly therapyId: string;
  /** The type of the event in words. */
  readonly what: string;
  readonly revision: number;
}

/** Whether the therapy exists, as it is now, for whoever looks at the page; undefined where all do. */
export type Sees = ((therapyId: string) => Promise<boolean>) | undefined;

/** Tells open pages what is recorded. */
@Injectable()
export class Live implements OnModuleDestroy {
  private readonly ending = new Subject<void>();

  constructor(@Inject(EVENT_STORE_TOKEN) private readonly store: EventStore) {}

  /** For a page that is about to be made: what is recorded from now on is told to it, even while it is on its way. */
  async from(therapyId?: string): Promise<NonNullable<Page['live']>> {
    return { after: (await this.store.lastPosition()) ?? '', therapyId };
  }

  /**
   * `recorded`: every event of a therapy after a position, each once. `alive`: how far the log was read, so that who resumes does not
   * go through other therapies' events again. `lost`: the log does not hold the position; the page must be loaded anew.
   * Each has as id the position after which to resume.
   */
  after(position: string | undefined, therapyId?: string, sees?: Sees): Observable<MessageEvent> {
    const messages = new Observable<MessageEvent>((page) => {
      let last = position;
      const say = (type: string, data: Recorded | '') => page.next({ id: last ?? '', type, data });
      const alive = setInterval(() => say('alive', ''), QUIET_MS);
      page.add(() => clearInterval(alive));
      page.add(
        asked(this.store.subscribe(position), sees).subscribe({
          next: ({ signal, isSeen }) => {
            if (signal.kind !== 'event') return;
            const { streamId, type, revision, position: reached } = signal.event;
            last = reached;
            const recorded = therapyOf(streamId);
            if (recorded !== undefined && isSeen && (therapyId === undefined || recorded === therapyId))
              say('recorded', { therapyId: recorded, what: typeInWords(type), revision });
          },
          error: (error: unknown) => {
            if (!(error instanceof UnknownPosition)) return page.error(error);
            say('lost', '');
            page.complete();
          },
          complete: () => page.complete(),
        }),
      );
    });
    return messages.pipe(takeUntil(this.ending));
  }

  /** Open pages would keep the service waiting. */
  onModuleDestroy(): void {
    this.ending.next();
  }
}

interface Asked {
  readonly signal: Signal;
  readonly isSeen: boolean;
}

/** Each signal in its order, with whether it may be told now. */
function asked(signals: Observable<Signal>, sees: Sees): Observable<Asked> {
  if (!sees) return signals.pipe(map((signal) => ({ signal, isSeen: true })));
  return signals.pipe(
    concatMap((signal) => {
      const therapyId = signal.kind === 'event' ? therapyOf(signal.event.streamId) : undefined;
      if (therapyId === undefined) return of({ signal, isSeen: false });
      return from(sees(therapyId).then((isSeen) => ({ signal, isSeen })));
    }),
  );
}
