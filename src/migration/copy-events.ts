import {
  DuplicateEventId,
  type CopyTarget,
  type EventStore,
  type Run,
  type StoredEvent,
  WrongExpectedRevision,
} from '../event-store/port.js';
import { MigrationRefused } from './refused.js';

const PAGE = 1_000;
/** Of one append, which KurrentDB takes up to 1 MiB of, personal values in base64 included. */
const MOST_BYTES = 512 * 1024;
const BESIDE_BYTES = 1_024;

export interface Copied {
  /** That were in the target before. */
  readonly found: number;
  readonly copied: number;
}

/**
 * Copies the events that a log lacks of another, in their order, each as it is.
 * @param onProgress how many are there by now
 * @throws MigrationRefused where the target holds something else, or somebody writes to it; StoreUnavailable
 */
export async function copyEvents(
  source: EventStore,
  target: CopyTarget,
  onProgress: (events: number) => void,
): Promise<Copied> {
  const found = await target.count();
  await compareBeginning(source, target, found);
  let next = found;
  let coming = source.readFrom(next, PAGE);
  for (let page = await coming; page.length > 0; page = await coming) {
    const runs = [...runsOf(wholePage(page, next))];
    // Read while these are written.
    coming = source.readFrom(next + page.length, PAGE);
    coming.catch(() => undefined);
    await append(target, runs);
    next += page.length;
    onProgress(next);
  }
  return { found, copied: next - found };
}

/** @throws MigrationRefused where events are gone from the source */
function wholePage(page: readonly StoredEvent[], first: number): readonly StoredEvent[] {
  const after = page.findIndex(
    ({ leafIndex }, index) => leafIndex !== undefined && leafIndex !== first + index,
  );
  if (after < 0) return page;
  throw new MigrationRefused(
    `event ${first + after} of the source is gone: a scavenge took it from a stream that somebody deleted or cut; without it the log cannot be moved`,
  );
}

async function append(target: CopyTarget, runs: readonly Run[]): Promise<void> {
  try {
    await target.appendInOrder(runs);
  } catch (error) {
    if (!(error instanceof WrongExpectedRevision || error instanceof DuplicateEventId)) throw error;
    throw new MigrationRefused(
      `the target took another event of ${error.streamId} than the source has there (${error.message}): something else writes to it; end that, and begin with an empty target`,
      { cause: error },
    );
  }
}

/** Events of one stream that follow each other. */
function* runsOf(page: readonly StoredEvent[]): Generator<Run> {
  let run: StoredEvent[] = [];
  const made = (): Run => {
    const { streamId, revision } = run[0]!;
    return { streamId, expected: revision - 1, events: run };
  };
  let bytes = 0;
  for (const event of page) {
    const weight = event.bytes.length + 2 * (event.disclosures?.length ?? 0) + BESIDE_BYTES;
    if (run.length > 0 && (run[0]!.streamId !== event.streamId || bytes + weight > MOST_BYTES)) {
      yield made();
      run = [];
      bytes = 0;
    }
    run.push(event);
    bytes += weight;
  }
  if (run.length > 0) yield made();
}

async function compareBeginning(source: EventStore, target: EventStore, events: number): Promise<void> {
  for (let next = 0; next < events; next += PAGE) {
    const limit = Math.min(PAGE, events - next);
    const [there, here] = [await target.readFrom(next, limit), await source.readFrom(next, limit)];
    for (const [index, event] of there.entries())
      if (!isSame(event, here[index]))
        throw new MigrationRefused(
          here[index]
            ? `event ${next + index} of the target is not that of the source: it holds another log; name an empty one`
            : `the target holds ${events} events, more than the source: it was written to since; go on with it, or name an empty one`,
        );
  }
}

/** Whether two events are the same, byte for byte. */
export function isSame(one: StoredEvent, other: StoredEvent | undefined): boolean {
  const isEqual = (a: Uint8Array = new Uint8Array(0), b: Uint8Array = new Uint8Array(0)) =>
    Buffer.compare(a, b) === 0;
  return (
    other !== undefined &&
    one.streamId === other.streamId &&
    one.revision === other.revision &&
    one.id === other.id &&
    one.type === other.type &&
    one.hash === other.hash &&
    isEqual(one.bytes, other.bytes) &&
    isEqual(one.disclosures, other.disclosures)
  );
}
