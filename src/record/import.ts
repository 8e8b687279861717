import { Injectable } from '@nestjs/common';
import { StoreUnavailable } from '../event-store/port.js';
import { readContent } from '../therapy/content.js';
import type { EventId, RecordedBy } from '../therapy/envelope.js';
import { ImportInterrupted, InvalidContent, TooManyRejected } from '../repository/errors.js';
import { faultOf } from '../repository/fault.js';
import { lineId } from './line-id.js';
import type { Line } from './lines.js';
import { Occurrences } from './occurrences.js';
import { Recorder } from './recorder.js';
import type { Recording } from './recording.js';
import { Therapies } from '../repository/therapies.js';

/** Of one line, in bytes; its content has a smaller limit of its own. */
export const MOST_LINE_BYTES = 1024 * 1024;
/** Receipts that may be outstanding, so that they share commits. */
const IN_FLIGHT = 512;
/** A file with more is not what was meant, and telling it all would take the memory of the service. */
const MOST_REJECTED = 100_000;

export interface RejectedLine {
  /** Counts from 1. */
  readonly line: number;
  readonly code: string;
  readonly detail: string;
}

export interface Imported {
  readonly recorded: number;
  readonly duplicates: number;
  readonly rejected: readonly RejectedLine[];
}

export interface ImportOptions {
  readonly recordedBy: RecordedBy;
  /** Called with the number of lines that were dealt with, after each. */
  readonly onProgress?: (lines: number) => void;
}

type RecordingOfLine = Recording & { readonly id: EventId };

const UNREADABLE = {
  TOO_LONG: { code: 'LINE_TOO_LONG', detail: `the line is longer than ${MOST_LINE_BYTES} bytes` },
  NOT_UTF8: { code: 'NOT_UTF8', detail: 'the line is not UTF-8' },
} as const;

/** @throws InvalidContent */
function readLine(text: string, seen: Occurrences, recordedBy: RecordedBy): RecordingOfLine {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    throw new InvalidContent('MALFORMED_JSON', [{ pointer: '', detail: 'is not one JSON value' }]);
  }
  const read = readContent(body, { defaultSourceKind: 'import', allowTherapyId: true });
  if (!read.ok) throw new InvalidContent(read.code, read.errors);
  const { content } = read;
  const therapyId = read.therapyId!;
  return { therapyId, content, id: read.id ?? lineId(therapyId, content, seen), recordedBy };
}

/** Records the lines of a file, each as far as it can be. */
@Injectable()
export class Importer {
  constructor(
    private readonly therapies: Therapies,
    private readonly recorder: Recorder,
  ) {}

  /** @throws ImportInterrupted, TooManyRejected; and whatever reading the lines throws */
  run(lines: AsyncIterable<Line>, options: ImportOptions): Promise<Imported> {
    return new ImportRun(this.therapies, this.recorder, options).of(lines);
  }
}

class ImportRun {
  private readonly seen = new Occurrences();
  private readonly rejected: RejectedLine[] = [];
  private recorded = 0;
  private duplicates = 0;
  private lines = 0;
  private inFlight = 0;
  /** Goes on with whoever waits for receipts, when they are few enough. */
  private wake: (() => void) | undefined;
  /** Why the rest is not taken any more. */
  private failure: unknown;

  constructor(
    private readonly therapies: Therapies,
    private readonly recorder: Recorder,
    private readonly options: ImportOptions,
  ) {}

  async of(lines: AsyncIterable<Line>): Promise<Imported> {
    try {
      // After a failure the rest is read and dropped: a body cut off in the middle would take the answer with it.
      for await (const line of lines) if (this.failure === undefined) await this.take(line);
    } finally {
      await this.untilFewerThan(1);
    }
    const { recorded, duplicates, rejected, failure } = this;
    if (failure instanceof StoreUnavailable)
      throw new ImportInterrupted({ recorded, duplicates }, { cause: failure });
    if (failure !== undefined) throw failure;
    if (rejected.length > MOST_REJECTED) throw new TooManyRejected({ recorded, duplicates }, MOST_REJECTED);
    return { recorded, duplicates, rejected: rejected.toSorted((a, b) => a.line - b.line) };
  }

  private async take(line: Line): Promise<void> {
    if (this.rejected.length > MOST_REJECTED) return;
    if ('fault' in line) {
      this.rejected.push({ line: line.number, ...UNREADABLE[line.fault] });
      return this.done();
    }
    try {
      const recording = readLine(line.text, this.seen, this.options.recordedBy);
      if (await this.isDuplicate(recording)) {
        this.duplicates += 1;
        return this.done();
      }
      // Only of a therapy in memory are recordings decided in the order of the calls.
      await this.therapies.get(recording.therapyId);
      this.inFlight += 1;
      void this.receive(line.number, recording);
    } catch (error) {
      this.refuse(line.number, error);
      this.done();
    }
    await this.untilFewerThan(IN_FLIGHT);
  }

  /** Of a therapy that is in memory the recorder finds it out itself. */
  private async isDuplicate(recording: RecordingOfLine): Promise<boolean> {
    return (
      !this.therapies.has(recording.therapyId) && (await this.recorder.recorded(recording)) !== undefined
    );
  }

  private async untilFewerThan(limit: number): Promise<void> {
    while (this.inFlight >= limit) await new Promise<void>((resolve) => (this.wake = resolve));
  }

  /** Never rejects. */
  private async receive(line: number, recording: RecordingOfLine): Promise<void> {
    try {
      const { created } = await this.recorder.record(recording);
      if (created) this.recorded += 1;
      else this.duplicates += 1;
    } catch (error) {
      this.refuse(line, error);
    }
    this.inFlight -= 1;
    this.done();
    this.wake?.();
  }

  private refuse(line: number, error: unknown): void {
    const fault = error instanceof StoreUnavailable ? undefined : faultOf(error);
    if (fault) this.rejected.push({ line, code: fault.code, detail: fault.detail });
    else this.failure ??= error;
  }

  private done(): void {
    this.lines += 1;
    this.options.onProgress?.(this.lines);
  }
}
