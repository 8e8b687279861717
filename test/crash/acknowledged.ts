import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { EventStore, StoredEvent } from '../../src/event-store/port.js';
import { verifyChain } from '../ledger/support/verify-chain.js';

/** An event that the service promised to have on disk. */
export interface Acknowledgement {
  readonly streamId: string;
  readonly revision: number;
  readonly id: string;
}

/** Reads lines of "stream revision id"; a line that the kill cut short is none. */
export function acknowledgementsIn(output: string): readonly Acknowledgement[] {
  return output
    .split('\n')
    .slice(0, -1)
    .map((line) => {
      const [streamId, revision, id] = line.split(' ');
      return { streamId: streamId!, revision: Number(revision), id: id! };
    });
}

async function allEvents(store: EventStore): Promise<ReadonlyMap<string, readonly StoredEvent[]>> {
  const streams = new Map<string, StoredEvent[]>();
  for (let after: string | undefined; ;) {
    const page = await store.readAll(after, 1_000);
    for (const event of page) {
      const stream = streams.get(event.streamId);
      if (stream) stream.push(event);
      else streams.set(event.streamId, [event]);
    }
    after = page.at(-1)?.position;
    if (after === undefined) return streams;
  }
}

/**
 * Compares a log with the promises made about it, however they were made.
 * @returns what is wrong; empty when every acknowledged event is there, each event once, and each chain whole
 */
export async function brokenPromises(
  store: EventStore,
  acknowledged: Iterable<Acknowledgement>,
): Promise<readonly string[]> {
  const broken: string[] = [];
  const streams = await allEvents(store);
  for (const { streamId, revision, id } of acknowledged) {
    const found = streams.get(streamId)?.[revision - 1];
    if (found?.id !== id) broken.push(`lost: ${streamId} ${revision} ${id}, found ${found?.id}`);
  }
  for (const [streamId, events] of streams) {
    if (new Set(events.map((event) => event.id)).size !== events.length) broken.push(`twice: in ${streamId}`);
    for (const { code, revision, detail } of verifyChain(events))
      broken.push(`${code}: ${streamId} ${revision}, ${detail}`);
  }
  return broken;
}

/** @returns "ok" for a whole file */
export function integrityOf(directory: string): unknown {
  const database = new DatabaseSync(join(directory, 'ledger.sqlite'), { readOnly: true });
  try {
    return database.prepare('PRAGMA integrity_check').get()!.integrity_check;
  } finally {
    database.close();
  }
}
