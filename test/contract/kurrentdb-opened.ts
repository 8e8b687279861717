import { createSecretKey } from 'node:crypto';
import {
  type KurrentDbEventStore,
  type KurrentDbOptions,
  openKurrentDbEventStore,
} from '../../src/event-store/kurrentdb/kurrentdb-event-store.js';
import {
  DuplicateEventId,
  type NewEvent,
  StoreUnavailable,
  WrongExpectedRevision,
} from '../../src/event-store/port.js';
import { Origin } from '../../src/event-store/origin.js';
import { CUSTODY_STREAMS } from '../../src/custody/custody.js';
import { PUBLICATION } from '../../src/publication/signing/election.js';
import { StandIn, type StandInOptions } from './stand-in/stand-in.js';

/** For who is to give up. */
export const HASTY_MS = 1_500;
/** For all others: on a busy machine an answer takes seconds. */
export const DEADLINE_MS = 20_000;
export const QUIET_MS = 300;
export const SIDE_STREAMS = [...CUSTODY_STREAMS, PUBLICATION];
/** Of all services on the log. */
export const ORIGIN = new Origin(createSecretKey(Buffer.alloc(32, 5)));
export const PREFIX = 'pumpLedgerTherapy-';

export const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));

/** Something that waits for the test. */
export function held(): { readonly promise: Promise<void>; letGo(): void } {
  let letGo = () => {};
  const promise = new Promise<void>((done) => (letGo = done));
  return { promise, letGo: () => letGo() };
}

export async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  for (const end = Date.now() + 60_000; !(await condition()); await pause(5))
    if (Date.now() > end) throw new Error('it did not come to pass');
}

export let standIn: StandIn;
export let store: KurrentDbEventStore;
const opened: KurrentDbEventStore[] = [];

export async function open(options: Partial<KurrentDbOptions> = {}): Promise<KurrentDbEventStore> {
  const { url } = standIn;
  const another = await openKurrentDbEventStore({
    url,
    deadlineMs: DEADLINE_MS,
    quietMs: QUIET_MS,
    sideStreams: SIDE_STREAMS,
    origin: ORIGIN,
    ...options,
  });
  opened.push(another);
  return another;
}

export async function begin(options?: StandInOptions): Promise<void> {
  standIn = new StandIn(options);
  await standIn.start();
  store = await open();
}

export async function end(): Promise<void> {
  for (const each of opened.splice(0)) await each.close();
  await standIn.stop();
}

/** A subscription of everything, as it comes. */
export function followed(of: KurrentDbEventStore): string[] {
  const positions: string[] = [];
  of.subscribe().subscribe((signal) => {
    if (signal.kind === 'event') positions.push(signal.event.position);
  });
  return positions;
}

export const unavailable = (work: Promise<unknown>) => expect(work).rejects.toBeInstanceOf(StoreUnavailable);

/** What a writer is told who repeats each event until he is sure of it. */
export async function persist(
  on: KurrentDbEventStore,
  streamId: string,
  events: readonly NewEvent[],
): Promise<Map<string, string | undefined>> {
  const told = new Map<string, string | undefined>();
  for (const event of events) {
    let revision = (await patiently(() => on.head(streamId)))?.revision ?? 0;
    for (let repeats = 0; !told.has(event.id); repeats += 1) {
      if (repeats > 200) throw new Error('it is never stored');
      try {
        const [position] = await on.append(streamId, revision, [event]);
        told.set(event.id, position);
      } catch (error) {
        // It was acknowledged before, had the answer not been lost.
        if (error instanceof DuplicateEventId) told.set(event.id, undefined);
        else if (error instanceof WrongExpectedRevision) revision = error.actual;
        else if (!(error instanceof StoreUnavailable)) throw error;
      }
    }
  }
  return told;
}

async function patiently<Value>(work: () => Promise<Value>): Promise<Value> {
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof StoreUnavailable)) throw error;
      await pause(10);
    }
  }
}
