import { createSecretKey } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PolicyBook, type PolicyVersion, shippedPolicies } from '../../src/compliance/policies/index.js';
import type { EventStore } from '../../src/event-store/port.js';
import { openSqliteEventStore } from '../../src/event-store/sqlite/sqlite-event-store.js';
import type { LogReader, Projection } from '../../src/register/runner/projection.js';
import { ReadModel } from '../../src/register/runner/read-model.js';
import { Seal } from '../../src/register/runner/seal.js';
import type { Failed } from '../../src/register/set-aside.js';
import { RegisterProjection } from '../../src/register/register-projection.js';
import { Register } from '../../src/register/register.js';
import { canonicalBytes, sha256Hex } from '../../src/ledger/canonical.js';
import { GENESIS_HASH } from '../../src/ledger/hashes.js';
import { History } from '../support/history.js';
import type { Asked } from '../../src/register/question.js';
import { streamIdOf } from '../../src/streams/streams.js';
import type { Sealed } from '../../src/therapy/envelope.js';

export interface Options {
  readonly policies?: readonly PolicyVersion[];
  readonly calculation?: string;
  readonly answerWithinMs?: number;
  readonly onSetAside?: (failed: Failed) => void;
  /** Stands between the read model and the log. */
  readonly log?: (store: EventStore) => LogReader;
  /** Stands between the read model and the projection. */
  readonly projection?: (register: Projection) => Projection;
}

/** A register on a log on disk, kept in this thread, step by step, under a clock of its own. */
export class Kept {
  now = Date.UTC(2026, 5, 1);
  readonly setAside: string[] = [];
  readonly opened: string[] = [];
  /** Why files were found to be edited. */
  readonly edited: string[] = [];
  register!: Register;
  model!: ReadModel;
  private options: Options = {};

  private constructor(
    readonly directory: string,
    public store: EventStore,
  ) {}

  static async open(options: Options = {}): Promise<Kept> {
    const directory = mkdtempSync(join(tmpdir(), 'pump-ledger-register-'));
    const kept = new Kept(directory, await openSqliteEventStore({ directory }));
    await kept.start(options);
    return kept;
  }

  get readDirectory(): string {
    return join(this.directory, 'read');
  }

  async start(options: Options = this.options): Promise<void> {
    this.options = options;
    const { policies = shippedPolicies, calculation = 'test', answerWithinMs = 50 } = options;
    const book = new PolicyBook(policies);
    this.register = new Register(this.store, book, () => this.now, answerWithinMs);
    const projection = new RegisterProjection({
      policies: book,
      seal: new Seal(createSecretKey(Buffer.alloc(32, 1))),
      calculation,
      onSetAside: (failed) => {
        this.setAside.push(failed.therapyId);
        options.onSetAside?.(failed);
      },
    });
    this.model = await ReadModel.open({
      directory: this.readDirectory,
      projection: options.projection?.(projection) ?? projection,
      log: options.log?.(this.store) ?? this.store,
      readers: {
        opened: (path) => {
          this.opened.push(path);
          this.register.opened(path);
        },
        release: () => this.register.release(),
      },
      onEdited: (why) => void this.edited.push(why),
    });
  }

  /** As a kill leaves it: nothing is finished. A file handle that stays open is what the system would close. */
  async restart(options: Options = this.options): Promise<void> {
    await this.register.release();
    this.model.close();
    await this.start(options);
  }

  async reopenLogAfterClose(): Promise<void> {
    this.store = await openSqliteEventStore({ directory: this.directory });
  }

  async step(): Promise<boolean> {
    const worked = await this.model.step(this.now);
    this.register.progressed();
    return worked;
  }

  async catchUp(): Promise<void> {
    for (let steps = 0; await this.step(); steps += 1) if (steps > 10_000) throw new Error('it never ends');
  }

  /** Appends events of a therapy as they are, each bound to the one before. */
  async append(events: readonly Sealed[]): Promise<void> {
    for (const event of events) {
      const bytes = canonicalBytes({ ...event, previousHash: await headHash(this.store, event.therapyId) });
      const { therapyId, id, type } = event;
      await this.store.append(therapyId, event.revision - 1, [{ id, type, bytes, hash: sha256Hex(bytes) }]);
    }
  }

  /** An event of no therapy. */
  async appendOther(): Promise<void> {
    const stream = streamIdOf('policies');
    const revision = (await this.store.head(stream))?.revision ?? 0;
    const bytes = canonicalBytes({ stream: 'policies', revision: revision + 1 });
    const event = { id: `o-${revision}`, type: 'PolicyAdopted', bytes, hash: sha256Hex(bytes) };
    await this.store.append(stream, revision, [event]);
  }

  async close(): Promise<void> {
    await this.register.release();
    this.model.close();
    await this.store.close();
    rmSync(this.directory, { recursive: true, force: true });
  }
}

/** What the next event of a therapy names. */
export const headHash = async (store: EventStore, therapyId: string): Promise<string> =>
  (await store.head(therapyId))?.hash ?? GENESIS_HASH;

/** The same events of another therapy. */
export const ofTherapy = (therapyId: string, events: readonly Sealed[]): Sealed[] =>
  events.map((event) => ({ ...event, therapyId }) as Sealed);

/** Some policies, each of which costs an audit. */
export const only = (...ids: readonly string[]): readonly PolicyVersion[] =>
  shippedPolicies.filter(({ policy }) => ids.includes(policy.id));

export const all = { filter: {}, limit: 500 } satisfies Asked<object>;

export const running = (therapyId: string, at = '2026-05-01T08:00:00Z') =>
  new History(therapyId).recordedAt('2026-05-01T09:00:00Z').running(at, 400).events;
