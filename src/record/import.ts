import { Injectable } from '@nestjs/common';
import { StoreUnavailable } from '../event-store/port.js';
import { readContent } from '../therapy/content.js';
import { NAMED_TWICE, repeatedMember } from '../therapy/repeated-member.js';
import type { EventId, RecordedBy } from '../therapy/envelope.js';
import { ImportInterrupted, InvalidContent, TooManyRejected } from './errors.js';
import type { FaultCode } from '../faults/catalogue.js';
import { Fault } from '../faults/fault.js';
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
/** A file with more is certainly a mistake, and a longer list would fill the service's memory. */
const MOST_REJECTED = 100_000;

interface RejectedLine {
  /** Counts from 1. */
  readonly line: number;
  readonly code: LineCode;
  readonly detail: string;
}

export interface Imported {
  readonly recorded: number;
  readonly duplicates: number;
  readonly rejected: readonly RejectedLine[];
}

interface ImportOptions {
  readonly recordedBy: RecordedBy;
  /** Called with the number of lines that were dealt with, after each. */
  readonly onProgress?: (lines: number) => void;
}

type RecordingOfLine = Recording & { readonly id: EventId };

const UNREADABLE = {
  TOO_LONG: { code: 'LINE_TOO_LONG', detail: `the line is longer than ${MOST_LINE_BYTES} bytes` },
  NOT_UTF8: { code: 'NOT_UTF8', detail: 'the line is not UTF-8' },
  NOT_JSON: { code: 'MALFORMED_JSON', detail: 'it is not one JSON value' },
} as const;

type LineCode = FaultCode | (typeof UNREADABLE)[keyof typeof UNREADABLE]['code'] | 'MEMBER_REPEATED';

/** Undefined for what is no JSON, which has no such value. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** @throws InvalidContent */
function readLine(body: unknown, seen: Occurrences, recordedBy: RecordedBy): RecordingOfLine {
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
  /** Resumes reading once few enough receipts are outstanding. */
  private wake: (() => void) | undefined;
  /** Why the rest is not imported. */
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
    const body = 'fault' in line ? undefined : parsed(line.text);
    if (body === undefined) {
      const why = 'fault' in line ? line.fault : 'NOT_JSON';
      this.rejected.push({ line: line.number, ...UNREADABLE[why] });
      return this.done();
    }
    const repeated = 'text' in line ? repeatedMember(line.text) : undefined;
    if (repeated !== undefined) {
      this.rejected.push({
        line: line.number,
        code: 'MEMBER_REPEATED',
        detail: `${repeated} ${NAMED_TWICE}`,
      });
      return this.done();
    }
    try {
      const recording = readLine(body, this.seen, this.options.recordedBy);
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

  /** If the therapy is in memory, the recorder checks this itself. */
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
    if (error instanceof Fault && !(error instanceof StoreUnavailable))
      this.rejected.push({ line, code: error.code, detail: error.detail });
    else this.failure ??= error;
  }

  private done(): void {
    this.lines += 1;
    this.options.onProgress?.(this.lines);
  }
}
