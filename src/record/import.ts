import { Injectable } from '@nestjs/common';
import { StoreUnavailable } from '../event-store/port.js';
import { Keys } from '../custody/keys.js';
import { Refusal, UnknownTherapy } from '../therapy/decider.js';
import type { RecordedBy } from '../therapy/envelope.js';
import { ImportInterrupted, ImportRefused, TooManyRejected } from './errors.js';
import { Fault } from '../faults/fault.js';
import { HeldLines, type ReadLine, heldLine, isNewestFirst } from './held-lines.js';
import { ImportEnds, LineForbidden, type RejectedLine, readAgain, readLine } from './import-line.js';
import { LineIds } from './line-id.js';
import type { Line } from './lines.js';
import { Occurrences } from './occurrences.js';
import { Recorder } from './recorder.js';
import { Reviewing, isReview } from './reviewing.js';
import { Therapies } from '../repository/therapies.js';

/** Receipts that may be outstanding, so that they share commits. */
const IN_FLIGHT = 1_024;
/** While the first of them waits longer, ms, none is added: the log gives up what waits for some seconds. */
const LONGEST_WAIT_MS = 1_000;
/** A file with more is certainly a mistake, and a longer list would fill the service's memory. */
const MOST_REJECTED = 100_000;
/** From so many lines it is seen whether a file begins with what is newest; or from so many characters. */
const LOOK_AHEAD = { lines: 1_000, characters: 4 * 1024 * 1024 };
/** Lines that wait for each other are tried so often: in the order of time the first is enough, but for corrections. */
const MOST_ROUNDS = 8;

export interface Imported {
  readonly recorded: number;
  readonly duplicates: number;
  readonly rejected: readonly RejectedLine[];
}

interface ImportOptions {
  /** Or, line by line, as whom it is recorded: what that throws refuses the line, unless it ends the import. */
  readonly recordedBy: RecordedBy | ((line: ReadLine) => Promise<RecordedBy>);
  /** Called with the number of lines that were dealt with, after each. */
  readonly onProgress?: (lines: number) => void;
}

/** Records the lines of a file, each as far as it can be. */
@Injectable()
export class Importer {
  private readonly ids: LineIds;

  constructor(
    private readonly therapies: Therapies,
    private readonly recorder: Recorder,
    private readonly reviewing: Reviewing,
    keys: Keys,
  ) {
    this.ids = new LineIds(keys);
  }

  /** @throws ImportInterrupted, ImportRefused, TooManyRejected; and whatever reading the lines throws */
  run(lines: AsyncIterable<Line>, options: ImportOptions): Promise<Imported> {
    return new ImportRun(this.therapies, this.recorder, this.reviewing, this.ids, options).of(lines);
  }
}

/**
 * Lines are recorded in their order. What is impossible may be so only because what precedes it comes later in the file: it
 * is held, and tried again when the file is at its end, or memory is short. Of a file that begins with what is newest
 * everything is held: a pump that was recorded before the one that preceded it would stand in its way.
 */
class ImportRun {
  private readonly seen = new Occurrences();
  private readonly held = new HeldLines();
  private readonly rejected: RejectedLine[] = [];
  /** Of these the log did not say in time whether it has them; undefined once it did not answer the second time either. */
  private unanswered: ReadLine[] | undefined = [];
  private ahead: { readonly lines: ReadLine[]; characters: number } | undefined = {
    lines: [],
    characters: 0,
  };
  private newestFirst = false;
  private recorded = 0;
  private duplicates = 0;
  private lines = 0;
  /** Receipts that are outstanding, with when they were asked for, ms, the first first. */
  private readonly inFlight = new Map<ReadLine, number>();
  /** Resumes reading once few enough receipts are outstanding. */
  private wake: (() => void) | undefined;
  /** Why the rest is not imported. */
  private failure: unknown;
  /** At which that was. */
  private failedAt = 0;

  constructor(
    private readonly therapies: Therapies,
    private readonly recorder: Recorder,
    private readonly reviewing: Reviewing,
    private readonly ids: LineIds,
    private readonly options: ImportOptions,
  ) {}

  async of(lines: AsyncIterable<Line>): Promise<Imported> {
    try {
      // After a failure the rest is read and dropped: a body cut off in the middle would take the answer with it.
      for await (const line of lines) if (this.goesOn) await this.read(line);
      await this.begin();
      await this.askAgain();
      await this.tryHeld();
      await this.askAgain();
    } finally {
      await this.untilFewerThan(1);
    }
    this.rejectHeld();
    const { recorded, duplicates, rejected, failure } = this;
    if (failure instanceof StoreUnavailable)
      throw new ImportInterrupted({ recorded, duplicates }, { cause: failure });
    if (failure instanceof ImportEnds)
      throw new ImportRefused({ recorded, duplicates, line: this.failedAt }, failure.cause);
    if (failure !== undefined) throw failure;
    if (rejected.length > MOST_REJECTED) throw new TooManyRejected({ recorded, duplicates }, MOST_REJECTED);
    return { recorded, duplicates, rejected: rejected.toSorted((a, b) => a.line - b.line) };
  }

  private get goesOn(): boolean {
    return this.failure === undefined && this.rejected.length <= MOST_REJECTED;
  }

  private async read(line: Line): Promise<void> {
    let read: ReadLine | RejectedLine;
    try {
      read = readLine(line, this.ids, this.seen);
    } catch (error) {
      return this.refuse(line.number, error);
    }
    if ('code' in read) return this.reject(read);
    const { ahead } = this;
    if (!ahead) return this.take(read);
    ahead.lines.push(read);
    ahead.characters += read.text.length;
    if (ahead.lines.length >= LOOK_AHEAD.lines || ahead.characters >= LOOK_AHEAD.characters)
      await this.begin();
  }

  private async begin(): Promise<void> {
    const lines = this.ahead?.lines ?? [];
    this.ahead = undefined;
    this.newestFirst ||= isNewestFirst(lines);
    for (const line of lines) await this.take(line);
  }

  private async take(line: ReadLine): Promise<void> {
    if (!this.goesOn) return;
    if (this.newestFirst) this.held.add(heldLine(line));
    else await this.try(line);
    if (!this.held.isFull) return;
    await this.tryHeld();
    if (this.held.isHalfFull) this.rejectHeld();
  }

  private async tryHeld(): Promise<void> {
    await this.untilFewerThan(1);
    for (let round = 0; round < MOST_ROUNDS && this.held.count > 0; round += 1) {
      const before = this.held.count;
      for (const line of this.held.takeAll(this.newestFirst))
        if (this.goesOn) await this.try(readAgain(line));
      await this.untilFewerThan(1);
      if (this.held.count === before) return;
    }
  }

  private rejectHeld(): void {
    for (const { number, refusal } of this.held.takeAll(false))
      if (refusal !== undefined) this.refuse(number, refusal);
  }

  private async try(line: ReadLine): Promise<void> {
    const { number, text: _text, ...said } = line;
    try {
      const admitted = await this.admitted(line);
      if (!admitted) return;
      const recording = { ...said, recordedBy: admitted, way: 'import' as const };
      // If the therapy is in memory, the recorder checks this itself.
      if (!this.therapies.has(line.therapyId) && (await this.recorder.recorded(recording))) {
        this.duplicates += 1;
        return this.done();
      }
      // Only of a therapy in memory are recordings decided in the order of the calls.
      await this.therapies.get(line.therapyId);
      // Of what is reviewed all is to be recorded that comes before it in the file.
      if (isReview(line.content)) await this.untilFewerThan(1);
      this.inFlight.set(line, performance.now());
      const received = this.receive(line, this.reviewing.record(recording));
      if (isReview(line.content)) await received;
    } catch (error) {
      this.refuse(number, error);
    }
    while (this.inFlight.size >= IN_FLIGHT || this.isWaitingLong) await this.nextReceipt();
    if (this.unanswered?.length) await this.askAgain();
  }

  /** As whom a line is recorded; undefined where it waits, since its therapy may be registered later in the file. */
  private async admitted(line: ReadLine): Promise<RecordedBy | undefined> {
    const { recordedBy } = this.options;
    if (typeof recordedBy !== 'function') return recordedBy;
    try {
      return await recordedBy(line);
    } catch (error) {
      if (!(error instanceof UnknownTherapy)) throw error;
      this.held.add(heldLine(line, error));
      return undefined;
    }
  }

  /** Once more what the log was too slow with; what it has by now is found by its id. */
  private async askAgain(): Promise<void> {
    await this.untilFewerThan(1);
    const lines = this.unanswered?.splice(0) ?? [];
    if (lines.length === 0) return;
    this.unanswered = undefined;
    for (const line of lines.toSorted((a, b) => a.number - b.number)) await this.try(line);
    await this.untilFewerThan(1);
    if (this.failure === undefined) this.unanswered = [];
  }

  private async untilFewerThan(limit: number): Promise<void> {
    while (this.inFlight.size >= limit) await this.nextReceipt();
  }

  private get isWaitingLong(): boolean {
    const [begun] = this.inFlight.values();
    return begun !== undefined && performance.now() - begun > LONGEST_WAIT_MS;
  }

  private nextReceipt(): Promise<void> {
    return new Promise((resolve) => (this.wake = resolve));
  }

  /** Never rejects. */
  private async receive(line: ReadLine, receipt: ReturnType<Recorder['record']>): Promise<void> {
    try {
      const { created } = await receipt;
      if (created) this.recorded += 1;
      else this.duplicates += 1;
      this.done();
    } catch (error) {
      if (error instanceof Refusal || error instanceof UnknownTherapy) this.held.add(heldLine(line, error));
      else if (error instanceof StoreUnavailable && this.unanswered) this.unanswered.push(line);
      else this.refuse(line.number, error);
    }
    this.inFlight.delete(line);
    this.wake?.();
  }

  private refuse(line: number, error: unknown): void {
    if (error instanceof LineForbidden)
      return this.reject({ line, code: 'FORBIDDEN', detail: error.message });
    if (error instanceof Fault && !(error instanceof StoreUnavailable))
      return this.reject({ line, code: error.code, detail: error.detail });
    if (this.failure === undefined) {
      this.failure = error;
      this.failedAt = line;
    }
    this.done();
  }

  private reject(line: RejectedLine): void {
    this.rejected.push(line);
    this.done();
  }

  private done(): void {
    this.lines += 1;
    this.options.onProgress?.(this.lines);
  }
}
