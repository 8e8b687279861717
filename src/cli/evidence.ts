import { EvidenceModule } from '../evidence/evidence.module.js';
import { Evidence, type EvidenceQuestion, type PackQuestion } from '../evidence/evidence.js';
import { ObservabilityModule } from '../observability/observability.module.js';
import type { PrintedReport } from '../answers/report.js';
import type { TherapyId } from '../therapy/envelope.js';
import type { Invocation } from './invocation.js';
import { inSession } from './session.js';
import { refuseExisting, writeNew } from './write-new.js';

const MODULES = [ObservabilityModule, EvidenceModule] as const;

/** An audit with what is printed beside it, the ledger's checkpoint among it. */
export const printedAudit = (
  invocation: Invocation,
  therapyId: TherapyId,
  question: EvidenceQuestion,
): Promise<PrintedReport> =>
  inSession({ invocation, create: false, modules: MODULES }, (app) =>
    app.get(Evidence, { strict: false }).report(therapyId, question),
  );

interface SavedPack {
  readonly file: string;
  /** Events that the checkpoint covers. */
  readonly treeSize: number;
}

/** Writes an evidence pack to a new file, by default one in the working directory that is named by what it is of. */
export function savePack(
  invocation: Invocation,
  therapyId: TherapyId,
  question: PackQuestion,
  out: string | undefined,
): Promise<SavedPack> {
  refuseExisting(out);
  return inSession({ invocation, create: false, modules: MODULES }, async (app) => {
    const { name, treeSize, zip } = await app.get(Evidence, { strict: false }).pack(therapyId, question);
    return { file: await writeNew(out ?? name, zip), treeSize };
  });
}

export const showSavedPack = ({ file, treeSize }: SavedPack): string =>
  `${file} written; its events are proven to be among the ${treeSize} that its checkpoint covers. CHECK.md in it says how to check that.`;
