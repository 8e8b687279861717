import type { Audited } from '../../answers/audit-found.js';
import type { AuditDto } from '../../answers/dto/audit.dto.js';
import { type PrintedCheckpoint, printedReportIn } from '../../answers/report.js';
import { viewOf } from '../../answers/therapy-view.js';
import type { StoredEvent } from '../../event-store/port.js';
import { sha256Hex } from '../../ledger/canonical.js';
import { parseNote, signatureLine } from '../../ledger/signed-note.js';
import { pdfOf } from '../../reports/pdf/pdf-of.js';
import { TherapyRecord } from '../../repository/therapy-record.js';
import type { Sealed } from '../../therapy/envelope.js';
import { knownAt } from '../../therapy/timeline.js';
import { type Files, keyLines } from '../check.js';

const textIn = (files: Files, name: string): string => Buffer.from(files.get(name) ?? []).toString();

const storedIn = (files: Files, therapyId: string): StoredEvent[] =>
  textIn(files, 'events.ndjson')
    .split('\n')
    .filter((line) => line !== '')
    .map((line, index) => {
      const bytes = Buffer.from(line);
      const { id, type } = JSON.parse(line) as Sealed;
      const revision = index + 1;
      return {
        id,
        type,
        bytes,
        hash: sha256Hex(bytes),
        streamId: therapyId,
        revision,
        position: String(revision).padStart(16, '0'),
      };
    });

/** As it stands on paper: with the log's own signatures alone. */
function checkpointIn(files: Files): PrintedCheckpoint {
  const { text, signatures } = parseNote(files.get('checkpoint.txt') ?? new Uint8Array());
  const [origin, size, rootHash] = text.split('\n') as [string, string, string];
  const own = signatures.filter(({ name }) => name === origin);
  const key = keyLines(textIn(files, 'key.txt')).find((line) =>
    line.startsWith(`${origin}+${own[0]?.keyId}+`),
  );
  if (!key) throw new Error('no key in key.txt signed the checkpoint');
  return {
    origin,
    size: Number(size),
    rootHash,
    signatures: own.map((signature) => signatureLine(signature).trim()),
    key,
  };
}

/** The print that this release makes of a pack whose audit follows from its events. */
export function printed(files: Files, audited: Audited, audit: AuditDto): Promise<Buffer> {
  const { therapyId } = audited;
  const record = TherapyRecord.of(therapyId, storedIn(files, therapyId));
  const known = knownAt(record.events, audited.audit.knownAt);
  const report = printedReportIn(record, known, viewOf(known), audited, audit);
  return pdfOf({ ...report, checkpoint: checkpointIn(files) });
}
