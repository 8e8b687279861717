import { AppendGate } from '../../../src/event-store/append-gate.js';
import { readFileSync } from 'node:fs';
import { shippedBook } from '../../support/shipped-book.js';
import { ANONYMOUS } from '../../../src/record/anonymous.js';
import { InPlace } from '../../../src/answers/asked/in-place.js';
import { Audits } from '../../../src/answers/audits.js';
import { Recorder } from '../../../src/record/recorder.js';
import type { PrintedReport } from '../../../src/answers/report.js';
import { Therapies } from '../../../src/repository/therapies.js';
import { readContent } from '../../../src/therapy/content.js';
import type { EventId, TherapyId } from '../../../src/therapy/envelope.js';
import { disclosuresInMemory, sameSalt } from '../../support/disclosures.js';
import { MemoryStore } from '../../record/memory-store.js';

const RECORDED_AT = Date.UTC(2024, 0, 1);
export const KNOWN_AT = Date.UTC(2024, 5, 1);

export interface Told {
  readonly type: string;
  readonly occurredAt: unknown;
  readonly data: object;
  readonly source?: object;
}

/** The report on events that are recorded one after another as `e1`, `e2`, …. */
export async function reportOf(
  events: readonly Told[],
  asOf: string,
  policy = 'case-report-2024',
  knownAt = KNOWN_AT,
): Promise<PrintedReport> {
  const store = new MemoryStore();
  const therapies = new Therapies(store, new AppendGate());
  const disclosures = disclosuresInMemory();
  const recorder = new Recorder(therapies, store, new AppendGate(), disclosures, sameSalt, () => RECORDED_AT);
  const therapyId = 'therapy-1' as TherapyId;
  for (const [index, { type, occurredAt, data, source }] of events.entries()) {
    const event = { type, occurredAt, data, ...(source && { source }) };
    const read = readContent(event, { defaultSourceKind: 'import' });
    if (!read.ok) throw new Error(JSON.stringify(read.errors));
    const id = `e${index + 1}` as EventId;
    await recorder.record({ therapyId, content: read.content, id, recordedBy: ANONYMOUS });
  }
  const audits = new Audits(therapies, shippedBook, disclosures, new InPlace(shippedBook), () => KNOWN_AT);
  return audits.printedReport(therapyId, { policy, asOf: Date.parse(asOf), knownAt });
}

/** The published case in one of its readings. */
export const publishedCase = (reading: 'a' | 'b'): readonly Told[] =>
  readFileSync(`examples/case-report/case-report-${reading}.ndjson`, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Told);
