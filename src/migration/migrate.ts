import { createSecretKey } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { openKurrentDbEventStore } from '../event-store/kurrentdb/kurrentdb-event-store.js';
import { LogReader } from '../event-store/kurrentdb/log-reader.js';
import { ORIGIN_PURPOSE, Origin } from '../event-store/origin.js';
import type { CopyTarget } from '../event-store/port.js';
import { logFile } from '../event-store/sqlite/data-file.js';
import { Reader } from '../event-store/sqlite/reader.js';
import { openSqliteEventStore } from '../event-store/sqlite/sqlite-event-store.js';
import { CUSTODY_STREAMS } from '../custody/custody.js';
import { KeyFile } from '../custody/key-file.js';
import { KeyStreams } from '../custody/key-streams.js';
import { derived } from '../custody/wrapping.js';
import { CheckpointFile } from '../publication/signing/checkpoint-file.js';
import { PUBLICATION } from '../publication/signing/election.js';
import { keepVerifierKeys, verifierKeysIn } from '../publication/signing/signing-keys.js';
import { type Compared, compareLogs } from './compare-logs.js';
import { type Copied, copyEvents } from './copy-events.js';
import { type CopiedKeys, copyKeys } from './copy-keys.js';
import { keepCheckpoints, shareCheckpoints } from './copy-publication.js';
import { MigrationRefused } from './refused.js';

const SIDE_STREAMS = [...CUSTODY_STREAMS, PUBLICATION];

export type Target = 'kurrentdb' | 'sqlite';

export interface Ends {
  /** With the log in SQLite, or where it is to be. */
  readonly dataDir: string;
  readonly kurrentdbUrl: string;
  /** 32 bytes, of both ends. */
  readonly masterKey: Uint8Array;
}

export interface Migrated extends Copied, CopiedKeys {
  readonly events: number;
  /** Of both logs, in base64. */
  readonly rootHash: string;
  readonly checkpoints: number;
  /** Of how many events the last checkpoint is, with which both logs were compared; null where there is none. */
  readonly comparedWith: number | null;
}

const originUnder = ({ masterKey }: Pick<Ends, 'masterKey'>) =>
  new Origin(derived(createSecretKey(masterKey), ORIGIN_PURPOSE));

/**
 * Moves a log between a data directory and a server: events, keys, holds, erasures and checkpoints; then reads both from
 * the first byte to the last and compares them. The source stays as it is. What was ended in the middle is gone on with
 * when it is called again.
 * @param onProgress how many events the target has by now
 * @throws MigrationRefused, UnusableDataFile, OtherMasterKey, KeyTaken, StoreUnavailable
 */
export async function migrate(
  to: Target,
  ends: Ends,
  onProgress: (events: number) => void,
): Promise<Migrated> {
  const { dataDir, kurrentdbUrl } = ends;
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const origin = originUnder(ends);
  const local = await openSqliteEventStore({ directory: dataDir, origin: () => origin });
  const closing: (() => Promise<void> | void)[] = [() => local.close()];
  try {
    const server = await openKurrentDbEventStore({ url: kurrentdbUrl, sideStreams: SIDE_STREAMS, origin });
    closing.push(() => server.close());
    const [source, target]: readonly CopyTarget[] = to === 'kurrentdb' ? [local, server] : [server, local];
    const copied = await copyEvents(source!, target!, onProgress);

    const keyFile = KeyFile.open(dataDir, ends.masterKey);
    closing.push(() => keyFile.close());
    const keyStreams = await KeyStreams.open(server.sideStreams, dataDir, ends.masterKey);
    const keys = await (to === 'kurrentdb' ? copyKeys(keyFile, keyStreams) : copyKeys(keyStreams, keyFile));

    const file = CheckpointFile.open(dataDir, { isCopy: to === 'sqlite' });
    closing.push(() => file.close());
    if (to === 'kurrentdb') await shareCheckpoints(file, verifierKeysIn(dataDir), server.sideStreams);
    else keepVerifierKeys(dataDir, keepCheckpoints(server.sideStreams, file));
    return { ...copied, ...keys, ...(await compare(ends, file, local.fileEnd.position)) };
  } finally {
    for (const close of closing.toReversed()) await close();
  }
}

/** @throws MigrationRefused */
async function compare({ dataDir, kurrentdbUrl, masterKey }: Ends, file: CheckpointFile, end: number) {
  const last = file.last();
  const local = new Reader(logFile(dataDir), { end: () => end });
  const server = LogReader.at(kurrentdbUrl, originUnder({ masterKey }));
  let compared: Compared;
  try {
    compared = await compareLogs(local, server, last?.size);
  } finally {
    local.close();
    await server.close();
  }
  const { events, rootHash, rootAtCheckpoint } = compared;
  if (last && !rootAtCheckpoint?.equals(last.rootHash))
    throw new MigrationRefused(
      `both logs are the same, but not what the checkpoint of ${last.size} events was signed of: verify the source`,
    );
  return {
    events,
    rootHash: rootHash.toString('base64'),
    checkpoints: file.count,
    comparedWith: last?.size ?? null,
  };
}
