import { readdirSync, renameSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { LedgerContradicted } from '../../event-store/append-gate.js';
import { EventsMissing, type StoredEvent, UnknownPosition } from '../../event-store/port.js';
import type { Instant } from '../../therapy/envelope.js';
import type { LogReader, Projection } from './projection.js';
import { isDamaged } from '../../sqlite/errors.js';
import { removeBeside, removeDatabase } from '../../sqlite/remove.js';
import { ReadModelFile } from './read-model-file.js';

const PAGE = 1_000;

/** Who reads the file. */
export interface Readers {
  /** There is a file to read, or another one than before. */
  opened(path: string): void;
  /** The file goes; resolves when nobody has it open. */
  release(): Promise<void>;
}

export interface ReadModelOptions {
  readonly directory: string;
  readonly projection: Projection;
  readonly log: LogReader;
  readonly readers: Readers;
  /** A file held other rows than were written into it, and goes. */
  readonly onEdited: (why: string) => void;
}

/** How many events of the log a page is, those included that are gone. */
const takenWith = ({ leafIndex }: StoredEvent, events: number, before = 0): number =>
  leafIndex === undefined ? events : leafIndex + 1 - before;

/** The file of a projection; another version has another shape, and a file of its own. */
export const readModelFile = (directory: string, { name, version }: Pick<Projection, 'name' | 'version'>) =>
  join(directory, `${name}-${version}.db`);

/**
 * Keeps a read model up with the log, step by step; between any two steps, and within each, it may be killed.
 *
 * A file that was made from other inputs is left as it is, with its checkpoint, while a new one is made beside it; when
 * that has nothing left to do it takes the old one's place by one rename. Readers see in the file itself whether it is
 * up to date, so that they get from the old one what still holds until something is recorded or falls due. A file that
 * is broken, that holds other rows than were written into it, or whose last event the log does not hold (any more: it
 * was put back from an older copy), is dropped.
 */
export class ReadModel {
  private readonly path: string;
  private readonly log: LogReader;
  private readonly projection: Projection;
  private readonly readers: Readers;
  private readonly onEdited: (why: string) => void;
  private file: ReadModelFile | undefined;
  /** Made beside the old one. */
  private next: ReadModelFile | undefined;
  private othersRemoved = false;

  private constructor({ directory, projection, log, readers, onEdited }: ReadModelOptions) {
    this.path = readModelFile(directory, projection);
    this.log = log;
    this.projection = projection;
    this.readers = readers;
    this.onEdited = onEdited;
  }

  static async open(options: ReadModelOptions): Promise<ReadModel> {
    const model = new ReadModel(options);
    await model.begin();
    return model;
  }

  /** False after the log failed while a file took another's place, until the next step. */
  get isOpen(): boolean {
    return this.file !== undefined;
  }

  get isRebuilding(): boolean {
    return this.next !== undefined;
  }

  /** The file that is worked on. */
  get current(): ReadModelFile {
    return this.next ?? this.file!;
  }

  /** Does one piece of work; false where nothing was left to do by that instant. @throws StoreUnavailable */
  async step(now: Instant): Promise<boolean> {
    try {
      if (this.isOpen) return await this.stepOn(this.current, now);
      await this.begin();
      return true;
    } catch (error) {
      if (!isDamaged(error)) throw error;
      await this.discard();
      return true;
    }
  }

  /** Makes the file anew where it does not hold what was written into it. */
  async check(): Promise<void> {
    if (this.file && !this.isAsWritten(this.file)) await this.discard();
  }

  /** Drops what there is and begins anew. */
  async discard(): Promise<void> {
    await this.readers.release();
    this.close();
    removeDatabase(this.path);
    await this.begin();
  }

  close(): void {
    this.file?.close();
    this.next?.close();
    this.file = this.next = undefined;
  }

  private async begin(): Promise<void> {
    const { path, projection } = this;
    const found = await this.usable(path);
    try {
      if (found && found.inputs !== projection.inputs) this.next = await this.begunBeside();
      else removeDatabase(this.nextPath);
      this.file = found ?? ReadModelFile.make(path, projection);
    } catch (error) {
      found?.close();
      throw error;
    }
    this.readers.opened(path);
  }

  /** The new file as far as it was made, or an empty one. */
  private async begunBeside(): Promise<ReadModelFile> {
    const begun = await this.usable(this.nextPath);
    if (begun?.inputs === this.projection.inputs) return begun;
    begun?.close();
    return ReadModelFile.make(this.nextPath, this.projection);
  }

  private get nextPath(): string {
    return `${this.path}.next`;
  }

  /** A file that is whole and whose last event is in the log. */
  private async usable(path: string): Promise<ReadModelFile | undefined> {
    const file = ReadModelFile.open(path, this.projection);
    let isUsable = false;
    try {
      isUsable = file !== undefined && this.isAsWritten(file) && (await this.isOfThisLog(file));
    } finally {
      if (!isUsable) file?.close();
    }
    return isUsable ? file : undefined;
  }

  private isAsWritten(file: ReadModelFile): boolean {
    const why = file.disagreement();
    if (why !== undefined) this.onEdited(why);
    return why === undefined;
  }

  private async isOfThisLog({ checkpoint }: ReadModelFile): Promise<boolean> {
    if (!checkpoint) return true;
    const { streamId, revision, position, hash } = checkpoint;
    try {
      const [event] = await this.log.readStream(streamId, revision - 1, 1);
      return event?.position === position && event.hash === hash;
    } catch (error) {
      const isGone = error instanceof EventsMissing || error instanceof LedgerContradicted;
      if (isGone || error instanceof UnknownPosition) return false;
      throw error;
    }
  }

  private async stepOn(file: ReadModelFile, now: Instant): Promise<boolean> {
    const { projection, log } = this;
    const events = await log.readAll(file.checkpoint?.position, PAGE);
    const last = events.at(-1);
    if (last)
      file.transaction(() => {
        projection.apply(file.database, events);
        file.advance(last, takenWith(last, events.length, file.checkpoint?.taken));
      });
    // All that is in the log is noted before any of it is worked on: many events of a therapy are one piece of work.
    if (events.length === PAGE) return true;
    const write = await projection.work(file.database, log, now);
    if (write) file.transaction(write);
    if (write || last) return true;
    await this.caughtUp();
    return false;
  }

  /** Everything follows from the log and from this instant: what was kept for the meantime goes. */
  private async caughtUp(): Promise<void> {
    if (this.next && !this.next.isAloneInFile()) return;
    if (this.next) await this.switch();
    if (!this.othersRemoved) this.removeOthers();
  }

  private async switch(): Promise<void> {
    await this.readers.release();
    this.close();
    removeBeside(this.path);
    renameSync(this.nextPath, this.path);
    await this.begin();
  }

  /** Files of other versions. */
  private removeOthers(): void {
    const directory = dirname(this.path);
    const file = new RegExp(`^${this.projection.name}-\\d+\\.db(\\.next)?$`);
    for (const name of readdirSync(directory))
      if (file.test(name) && join(directory, name) !== this.path) removeDatabase(join(directory, name));
    this.othersRemoved = true;
  }
}
