import { setImmediate as nextTurn, setTimeout as pause } from 'node:timers/promises';
import { Inject, Injectable, Logger, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { AppendGate, LedgerContradicted } from '../event-store/append-gate.js';
import { type EventStore, type StoredEvent, StoreUnavailable } from '../event-store/port.js';
import { EVENT_STORE_TOKEN } from '../event-store/token.js';
import { leafHash } from '../ledger/hashes.js';
import { RunningRoot } from '../ledger/running-root.js';
import { noteVerifier, parseNote, verifiedSignatures } from '../ledger/signed-note.js';
import type { Checkpoint } from './signing/checkpoint.js';
import { isHashed } from '../repository/chain.js';
import { CheckpointFile } from './signing/checkpoint-file.js';
import { damagedFile, notSigned, otherHash, otherRoot, tooFew } from './contradiction.js';
import { Contradictions } from './contradictions.js';
import { SigningKeys } from './signing/signing-keys.js';
import { TreeKeeper } from './tree/tree-keeper.js';

/** Events read at once: the event loop is busy with them for that long. */
const PIECE = 256;
/** Appends wait for the comparison at most, ms; of a long log it goes on beside them. */
const APPENDS_WAIT_MS = 10_000;

interface Read {
  readonly root: Buffer;
  /** The first event of each stream whose hash is not that of its bytes: whoever reads the stream is refused. */
  readonly misnamed: readonly StoredEvent[];
  /** Whether events are gone. */
  readonly lacks: boolean;
}

/** At start, compares the bytes of the log with the last checkpoint that was signed of them, and its file with itself. */
@Injectable()
export class StartCheck implements OnModuleInit, OnModuleDestroy {
  private readonly logger = new Logger('Ledger');
  private readonly closing = new AbortController();
  private checking: Promise<void> = Promise.resolve();
  private isWaitedFor = false;
  private failure: Error | undefined;
  private done = false;
  private streams: readonly string[] = [];

  constructor(
    @Inject(EVENT_STORE_TOKEN) private readonly store: EventStore,
    private readonly file: CheckpointFile,
    private readonly keys: SigningKeys,
    private readonly trees: TreeKeeper,
    private readonly gate: AppendGate,
    private readonly contradictions: Contradictions,
  ) {}

  /** Before anything is recorded: others record at `onApplicationBootstrap` what a restored log lacks. */
  onModuleInit(): void {
    this.checking = this.check();
    this.isWaitedFor = true;
    const { signal } = this.closing;
    const timeout = pause(APPENDS_WAIT_MS, undefined, { signal, ref: false }).catch(() => {
      throw new StoreUnavailable('the service is ending');
    });
    const opening = Promise.race([this.checking, timeout]).finally(() => (this.isWaitedFor = false));
    this.gate.closeUntil(opening);
    this.checking.then(
      () => this.mend(),
      (error: unknown) => this.failed(error as Error),
    );
  }

  async onModuleDestroy(): Promise<void> {
    this.closing.abort();
    await this.checking.catch(() => undefined);
  }

  get state(): 'checking' | 'compared' | 'failed' {
    if (this.failure) return 'failed';
    return this.done ? 'compared' : 'checking';
  }

  /** Why nothing can be recorded for now. */
  get refusal(): string | undefined {
    if (this.isWaitedFor) return 'The log is being compared with what was published of it.';
    return this.failure && `The log could not be compared with what was published: ${this.failure.message}.`;
  }

  /** Why some streams are refused, one each, though all others are as they were published. */
  get refused(): readonly string[] {
    return this.streams;
  }

  private refuse(why: readonly Error[]): void {
    this.streams = why.map(({ message }) => message);
    for (const message of this.streams)
      this.logger.error({ msg: 'a stream of the log is not what was published, and refused', why: message });
  }

  private async check(): Promise<void> {
    const last = this.file.last();
    await Promise.all([this.checkFile(), last && this.compare(last)]);
    this.done = true;
  }

  private async checkFile(): Promise<void> {
    const faults = (await this.store.fileFaults?.(this.closing.signal)) ?? [];
    if (faults.length > 0) throw damagedFile(faults);
  }

  private async compare(last: Checkpoint): Promise<void> {
    try {
      verifiedSignatures(parseNote(Buffer.from(last.ownNote)), this.keys.verifierKeys.map(noteVerifier));
    } catch (error) {
      throw notSigned(last.size, (error as Error).message);
    }
    const events = await this.store.count();
    if (events < last.size) throw tooFew(events, last.size);
    const { root, misnamed, lacks } = await this.read(last.size);
    if (!root.equals(last.rootHash)) throw otherRoot(last.size);
    const missing = lacks ? ((await this.store.missing?.()) ?? []) : [];
    this.refuse([...missing, ...misnamed.map(otherHash)]);
  }

  /**
   * The root of the first so many events, from their bytes: what is cached of the tree proves nothing, but where events are
   * gone, or not what they were hashed to, it has to give their leaves, and the root shows whether it was right.
   */
  private async read(size: number): Promise<Read> {
    const running = new RunningRoot();
    const misnamed = new Map<string, StoredEvent>();
    let lacks = false;
    let read = 0;
    const goneUpTo = async (leaf: number) => {
      lacks ||= read < leaf;
      for (const hash of await this.leavesOf(read, leaf)) running.add(hash);
      read = Math.max(read, leaf);
    };
    let reading = this.pageFrom(read, size);
    for (; read < size; await nextTurn()) {
      this.closing.signal.throwIfAborted();
      const page = await reading;
      const last = page.at(-1);
      // Is read while this one is worked on.
      if (last) reading = this.pageFrom((last.leafIndex ?? read + page.length - 1) + 1, size);
      const events = page.filter(({ leafIndex = read }) => leafIndex < size);
      if (events.length === 0 && read >= (await this.store.count())) throw tooFew(read, size);
      for (const event of events) {
        const { streamId, bytes, leafIndex = read } = event;
        await goneUpTo(leafIndex);
        const isAsHashed = isHashed(event);
        if (!isAsHashed && !misnamed.has(streamId)) misnamed.set(streamId, event);
        running.add(isAsHashed ? leafHash(bytes) : await this.leafBefore(read, bytes));
        read += 1;
      }
      if (events.length === 0) await goneUpTo(size);
    }
    return { root: running.root(), misnamed: [...misnamed.values()], lacks };
  }

  private pageFrom(leaf: number, size: number): Promise<readonly StoredEvent[]> {
    if (leaf >= size) return Promise.resolve([]);
    const page = this.store.readFrom(leaf, Math.min(PIECE, size - leaf), true);
    // Where the one before is refused, nobody asks for it.
    page.catch(() => undefined);
    return page;
  }

  /** What an event was before it was changed, as far as the tree knows. */
  private async leafBefore(leaf: number, bytes: Uint8Array): Promise<Buffer> {
    const known = await this.leavesOf(leaf, leaf + 1).catch(() => []);
    return known[0] ?? leafHash(bytes);
  }

  /** Of events that are gone from the log: that they were these is proved by the root. */
  private leavesOf(from: number, to: number): Promise<readonly Buffer[]> {
    if (from >= to) return Promise.resolve([]);
    return this.trees.ask((tree) => {
      if (tree.size < to) throw tooFew(from, to);
      return Array.from({ length: to - from }, (_, index) => tree.leaf(from + index));
    });
  }

  /** The log is as it was published: where the tree is not, it is the tree that is wrong. */
  private async mend(): Promise<void> {
    const last = this.file.last();
    if (!last) return;
    try {
      const fits = await this.trees.ask((tree) => tree.root(last.size).equals(last.rootHash));
      if (!fits) await this.trees.rebuild();
    } catch {
      // Who keeps the tree says what is the matter with it; before a checkpoint is signed it is compared again.
    }
  }

  private failed(error: Error): void {
    if (this.closing.signal.aborted) return;
    if (error instanceof LedgerContradicted) return void this.contradictions.report(error);
    this.failure = error;
    this.gate.shut(error);
    this.logger.error({ msg: 'the log could not be compared with what was published of it', err: error });
  }
}
