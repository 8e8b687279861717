import { Injectable } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { verifierKeyText } from '../ledger/verifier-key.js';
import { PolicyFiles } from '../compliance/policies/files/policy-files.js';
import type { Checkpoint } from '../publication/signing/checkpoint.js';
import { Checkpoints } from '../publication/signing/checkpoints.js';
import { SigningKeys } from '../publication/signing/signing-keys.js';
import { TreeKeeper } from '../publication/tree/tree-keeper.js';
import type { AuditDto } from '../answers/dto/audit.dto.js';
import type { AuditQuestion } from '../answers/audits.js';
import { AdoptedPolicies } from '../repository/adopted-policies.js';
import { Disclosures } from '../repository/disclosures.js';
import { CheckpointNotFound, CheckpointTooEarly, NothingKnown } from './errors.js';
import { Listings } from '../answers/listings.js';
import { GetPrintedReport, ListEvents } from '../answers/messages.js';
import type { PrintedReport } from '../answers/report.js';
import { PdfThreads } from '../reports/pdf/pdf-threads.js';
import type { TherapyId } from '../therapy/envelope.js';
import { checkScript } from '../verifier/check-script.js';
import { type LoggedEvent, type PackContent, type PolicyDocument, type PolicyEvent, packOf } from './pack.js';
import { printedCheckpoint } from './printed-checkpoint.js';
import { withoutPersonalValues, withoutStaff } from './without-personal-values.js';
import { zipOf } from './zip.js';

/** So many events are read, told and zipped at a time: requests wait for as long as that takes. */
const AT_ONCE = 256;

export interface EvidenceQuestion extends AuditQuestion {
  /** Of so many events; else the first one that covers what the answer shows. */
  readonly checkpoint?: number;
}

export interface PackQuestion extends EvidenceQuestion {
  readonly personal: 'include' | 'exclude';
  /** Whether it names members of staff: who recorded, who signed; where it does not, digests stand for them. */
  readonly staff?: 'include' | 'exclude';
}

interface Pack {
  /** Of the file. */
  readonly name: string;
  /** Events that its checkpoint covers. */
  readonly treeSize: number;
  readonly zip: AsyncIterable<Uint8Array>;
}

/** What is given to strangers: audits in print with the checkpoint that fixes them, and all that they rest on. */
@Injectable()
export class Evidence {
  constructor(
    private readonly queries: QueryBus,
    private readonly listings: Listings,
    private readonly disclosures: Disclosures,
    private readonly policies: PolicyFiles,
    private readonly adopted: AdoptedPolicies,
    private readonly trees: TreeKeeper,
    private readonly checkpoints: Checkpoints,
    private readonly keys: SigningKeys,
    private readonly threads: PdfThreads,
  ) {}

  /**
   * An audit with what is printed beside it.
   * @throws UnknownTherapy, UnknownPolicy, CheckpointNotFound, CheckpointTooEarly, and what `Checkpoints.covering` throws
   */
  async report(therapyId: TherapyId, question: EvidenceQuestion): Promise<PrintedReport> {
    const { report, checkpoint } = await this.fixed(therapyId, question);
    if (!checkpoint) return report;
    return { ...report, checkpoint: printedCheckpoint(checkpoint, this.keys.verifierKeys) };
  }

  /**
   * The evidence pack. What can be refused is refused before its first byte.
   * @throws NothingKnown, and as `report` and `AdoptedPolicies.adopt`
   */
  async pack(
    therapyId: TherapyId,
    { personal, staff = 'exclude', ...question }: PackQuestion,
  ): Promise<Pack> {
    await this.adopted.adopt();
    const { report, checkpoint } = await this.fixed(therapyId, question);
    if (!checkpoint || !report.record) throw new NothingKnown();
    const printed = { ...report, checkpoint: printedCheckpoint(checkpoint, this.keys.verifierKeys) };
    const told = staff === 'include' ? printed : withoutStaff(printed);
    const packed = personal === 'include' ? told : withoutPersonalValues(told);
    const { audit, release } = packed;
    const content: PackContent = {
      audit,
      release,
      pdf: await this.threads.render(packed),
      checkpoint,
      keys: this.keys.verifierKeys.map(verifierKeyText),
      policies: this.policyDocuments(audit),
      policyEvents: await this.policyEvents(checkpoint.size),
      checkScript: checkScript(),
      personal: personal === 'include',
      staff: staff === 'include',
      events: () => this.events(therapyId, checkpoint.size),
      inclusions: (leaves) =>
        this.trees.ask((tree) => leaves.map((leafIndex) => tree.inclusion(leafIndex, checkpoint.size))),
    };
    return {
      name: `evidence-${therapyId}-${audit.asOf.slice(0, 10)}.zip`,
      treeSize: checkpoint.size,
      zip: zipOf(packOf(content), Date.parse(audit.knownAt)),
    };
  }

  /** A report, and the checkpoint that fixes it; none where nothing was known and none was asked for. */
  private async fixed(
    therapyId: TherapyId,
    { checkpoint: size, ...question }: EvidenceQuestion,
  ): Promise<{ readonly report: PrintedReport; readonly checkpoint: Checkpoint | undefined }> {
    const report = await this.queries.execute(new GetPrintedReport(therapyId, question));
    const revision = report.record?.lastShownRevision;
    if (revision === undefined) return { report, checkpoint: await this.checkpoint(undefined, size) };
    const last = await this.leafOf(therapyId, revision);
    // A checkpoint that was asked for may be older than a policy: then the pack does not show that it came into force.
    const covered = size === undefined ? Math.max(last, await this.lastAdopted(report.audit)) : last;
    return { report, checkpoint: await this.checkpoint(covered, size) };
  }

  private async checkpoint(last?: number, size?: number): Promise<Checkpoint | undefined> {
    if (size === undefined) return last === undefined ? undefined : this.checkpoints.covering(last);
    const found = this.checkpoints.bySize(size);
    if (!found) throw new CheckpointNotFound(size);
    if (last !== undefined && size <= last) throw new CheckpointTooEarly(size, last);
    return found;
  }

  private async leafOf(therapyId: TherapyId, revision: number): Promise<number> {
    const [event] = await this.queries.execute(new ListEvents(therapyId, revision - 1, 1));
    return numbered(event!);
  }

  /** Those that the checkpoint covers. */
  private async *events(therapyId: TherapyId, size: number): AsyncGenerator<readonly LoggedEvent[]> {
    for await (const page of this.listings.stored(therapyId, AT_ONCE)) {
      const covered = page.filter((event) => numbered(event) < size);
      yield covered.map((event) => ({
        revision: event.revision,
        leafIndex: numbered(event),
        bytes: event.bytes,
        disclosures: this.disclosures.decrypted(therapyId, event) ?? [],
      }));
      if (covered.length < page.length) return;
    }
  }

  /** The last leaf by which a policy that the audit names came into force; -1 where none did. */
  private async lastAdopted(audit: AuditDto): Promise<number> {
    const adoptions = await this.adopted.of(referencesIn(audit));
    return Math.max(-1, ...adoptions.map(({ stored }) => numbered(stored)));
  }

  private async policyEvents(size: number): Promise<readonly PolicyEvent[]> {
    const events = (await this.adopted.all()).map(({ stored }) => ({
      revision: stored.revision,
      leafIndex: numbered(stored),
      bytes: stored.bytes,
    }));
    return events.filter(({ leafIndex }) => leafIndex < size);
  }

  /** Of the policies that the audit names, as far as they are known. */
  private policyDocuments(audit: AuditDto): readonly PolicyDocument[] {
    return [...referencesIn(audit)].flatMap((reference) => {
      const bytes = this.policies.bytesOf(reference);
      return bytes ? [{ reference, bytes }] : [];
    });
  }
}

/** The policies that an audit names, by `id@version`. */
const referencesIn = ({ policy, signatures }: AuditDto): ReadonlySet<string> =>
  new Set(
    [policy, ...signatures.map((signature) => signature.policy)].map(({ id, version }) => `${id}@${version}`),
  );

function numbered({ leafIndex }: { readonly leafIndex?: number }): number {
  if (leafIndex === undefined) throw new Error('the event log does not number its events yet');
  return leafIndex;
}
