import { type KeyObject, generateKeySync, randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { logFile, prepareDataFile } from '../../../src/event-store/sqlite/data-file.js';
import { openDisclosures, sealDisclosures } from '../../../src/custody/disclosure-cipher.js';
import { canonicalBytes, sha256Hex } from '../../../src/ledger/canonical.js';
import { readContent } from '../../../src/therapy/content.js';
import type { Content, EventId, TherapyId } from '../../../src/therapy/envelope.js';
import { type Head, NO_HEAD } from '../../../src/therapy/head.js';
import { seal } from '../../../src/therapy/seal.js';
import { sealStreamEvent } from '../../../src/streams/seal-stream-event.js';
import { streamIdOf } from '../../../src/streams/streams.js';
import { type PolicyVersion } from '../../../src/compliance/policies/index.js';
import { type Signer, logSigner, note, textOf } from './signer.js';
import { leafOf, mth } from './tree.js';

export const ORIGIN = 'example.org/pumps';

/** A row of the log as it is stored. */
export interface LogRow {
  position: number;
  stream_id: string;
  revision: number;
  id: string;
  type: string;
  hash: string;
  bytes: Uint8Array;
  disclosures: Uint8Array | null;
}

export const COLUMNS = [
  'position',
  'stream_id',
  'revision',
  'id',
  'type',
  'hash',
  'bytes',
  'disclosures',
] as const;

/** In clear, as logs of before have it. */
const RECORDED_BY = { subject: 'someone', name: 'Jürgen', role: 'nurse' };

const day = (n: number) => new Date(Date.UTC(2015, 0, 1, 9) + n * 86_400_000).toISOString();

/** What a therapy records as its nth event. */
function bodyOf(n: number, therapy: number): object {
  const at = (type: string, data: object, source?: object) => ({
    type,
    occurredAt: day(n * 7 + therapy),
    data,
    ...(source && { source }),
  });
  if (n === 0)
    return at('TherapyRegistered', {
      patientPseudonym: `p-${therapy}`,
      indication: 'Spastizität nach Verletzung „Rücken“',
      aetiology: 'spinal-cord-injury',
    });
  if (n === 1)
    return at('PumpImplanted', {
      manufacturer: 'Medtronic',
      model: 'SynchroMed II',
      serialNumber: `NGP${therapy}`,
      reservoirCapacityMl: 40,
    });
  if (n === 2) return at('CatheterImplanted', { model: '8731SC', volumeMl: 0.2 });
  const refill = { drug: 'baclofen', concentrationMcgPerMl: 2000, filledVolumeMl: 40 };
  if (n % 3 === 0) return at('ReservoirRefilled', refill);
  const program = { mode: 'simple-continuous', dailyDoseMcg: 100 + (n % 50) };
  if (n % 3 === 1) return at('PumpReprogrammed', { program, reason: `tone ${n}` });
  return at(
    'SpasticityAssessed',
    { scale: 'MAS', low: '1+', high: '3' },
    { kind: 'manual', note: `visit ${n}`, assertion: 'stated' },
  );
}

function contentOf(body: object): Content {
  const read = readContent(body, { defaultSourceKind: 'manual' });
  if (!read.ok) throw new TypeError(JSON.stringify(read.errors));
  return read.content;
}

/** A log of so many therapies, all mixed, with everything that a service leaves beside it. */
export class RealLog {
  readonly rows: LogRow[] = [];
  readonly keys = new Map<string, KeyObject>();
  private readonly heads = new Map<string, Head>();

  static of(therapies: number, each: number): RealLog {
    const log = new RealLog();
    for (let n = 0; n < each; n++)
      for (let therapy = 0; therapy < therapies; therapy++) log.append(`t-${therapy}`, bodyOf(n, therapy));
    return log;
  }

  append(therapyId: string, body: object, id?: string): LogRow {
    const head = this.heads.get(therapyId) ?? NO_HEAD;
    const position = this.rows.length + 1;
    const made = seal(
      therapyId as TherapyId,
      (id ?? `e-${position}`) as EventId,
      contentOf(body),
      head,
      Date.UTC(2026, 0, 1) + position,
      RECORDED_BY,
      () => randomBytes(16).toString('base64url'),
    );
    const bytes = canonicalBytes({ ...made.sealed, recordedBy: RECORDED_BY });
    const hash = sha256Hex(bytes);
    const key = this.keys.get(therapyId) ?? generateKeySync('aes', { length: 256 });
    this.keys.set(therapyId, key);
    const { revision, type, recordedAt } = made.sealed;
    const row: LogRow = {
      position,
      stream_id: therapyId,
      revision,
      id: made.sealed.id,
      type,
      hash,
      bytes,
      disclosures: made.disclosures.length > 0 ? sealDisclosures(key, hash, made.disclosures) : null,
    };
    this.heads.set(therapyId, { revision, hash, recordedAt: Date.parse(recordedAt) });
    this.rows.push(row);
    return row;
  }

  /** A version of a policy comes into force. */
  adopt({ policy, sha256, origin }: PolicyVersion): LogRow {
    const stream = streamIdOf('policies');
    const head = this.heads.get(stream) ?? NO_HEAD;
    const position = this.rows.length + 1;
    const data = {
      policy: policy.id,
      policyVersion: policy.version,
      sha256,
      origin: origin === 'shipped' ? ('shipped' as const) : ('file' as const),
      release: 'pump-ledger 0.0.0',
    };
    const { event, bytes, hash } = sealStreamEvent(
      'policies',
      `p-${position}` as EventId,
      { type: 'PolicyAdopted', data },
      head,
      Date.UTC(2026, 0, 1) + position,
      { subject: 'service', name: 'pump-ledger', role: 'service' },
    );
    const { id, type, revision, recordedAt } = event;
    const row = { position, stream_id: stream, revision, id, type, hash, bytes, disclosures: null };
    this.heads.set(stream, { revision, hash, recordedAt: Date.parse(recordedAt) });
    this.rows.push(row);
    return row;
  }

  disclosuresOf({ stream_id, hash, disclosures }: LogRow): readonly string[] {
    return disclosures ? openDisclosures(this.keys.get(stream_id)!, hash, disclosures) : [];
  }

  leaves(size = this.rows.length): Buffer[] {
    return this.rows.slice(0, size).map(({ bytes }) => leafOf(bytes));
  }

  root(size = this.rows.length): Buffer {
    return mth(this.leaves(size));
  }
}

const made: string[] = [];
export function newDirectory(): string {
  const directory = mkdtempSync(join(tmpdir(), 'pump-ledger-verifier-'));
  made.push(directory);
  return directory;
}
export const removeDirectories = (): void => {
  for (const directory of made.splice(0)) rmSync(directory, { recursive: true, force: true });
};

/** Whoever has the file takes what guards it away first. */
export function opened(directory: string): DatabaseSync {
  const database = new DatabaseSync(logFile(directory));
  for (const { name } of database.prepare("SELECT name FROM sqlite_schema WHERE type = 'trigger'").all())
    database.exec(`DROP TRIGGER ${String(name)}`);
  return database;
}

/** Writes rows as they are, whatever they say. */
export function writeRows(database: DatabaseSync, rows: readonly LogRow[]): void {
  const insert = database.prepare(
    `INSERT INTO events (${COLUMNS.join(', ')}) VALUES (${COLUMNS.map(() => '?').join(', ')})`,
  );
  database.exec('BEGIN');
  for (const row of rows) insert.run(...COLUMNS.map((column) => row[column]));
  database.exec('COMMIT');
}

/** Puts other rows in the place of all. */
export function replaceRows(directory: string, rows: readonly LogRow[]): void {
  const database = opened(directory);
  database.exec('DELETE FROM events');
  writeRows(database, rows);
  database.close();
}

export interface DataDir {
  readonly directory: string;
  readonly signer: Signer;
}

/** A data directory with the log and checkpoints of it at these sizes. */
export function dataDirOf(log: RealLog, sizes: readonly number[], signer = logSigner(ORIGIN)): DataDir {
  const directory = newDirectory();
  prepareDataFile(directory);
  const database = new DatabaseSync(logFile(directory));
  writeRows(database, log.rows);
  database.close();
  mkdirSync(join(directory, 'signing'));
  writeFileSync(join(directory, 'signing', 'verifier-keys.txt'), `${signer.vkey}\n`);
  writeCheckpoints(
    directory,
    sizes.map((size) => ({ size, root: log.root(size) })),
    signer,
  );
  return { directory, signer };
}

export function writeCheckpoints(
  directory: string,
  heads: readonly { readonly size: number; readonly root: Buffer }[],
  signer: Signer,
): void {
  const file = join(directory, 'checkpoints.sqlite');
  rmSync(file, { force: true });
  const database = new DatabaseSync(file);
  database.exec(
    'CREATE TABLE checkpoints (size INTEGER PRIMARY KEY, origin TEXT NOT NULL, root BLOB NOT NULL, signatures TEXT NOT NULL) STRICT',
  );
  const insert = database.prepare('INSERT INTO checkpoints VALUES (?, ?, ?, ?)');
  for (const { size, root } of heads) insert.run(size, ORIGIN, root, signer.line(textOf(ORIGIN, size, root)));
  database.close();
}

export const checkpointNote = (log: RealLog, size: number, signer: Signer): string =>
  note(textOf(ORIGIN, size, log.root(size)), signer);
