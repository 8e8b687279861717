import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { type Observable, Subscription, exhaustMap, timer } from 'rxjs';
import { Settings } from '../config/settings.js';
import { LedgerContradicted } from '../event-store/append-gate.js';
import { signatureLine } from '../ledger/signed-note.js';
import type { VerifierKey } from '../ledger/verifier-key.js';
import type { Checkpoint } from './signing/checkpoint.js';
import { CheckpointFile } from './signing/checkpoint-file.js';
import { Checkpoints } from './signing/checkpoints.js';
import { Contradictions } from './contradictions.js';
import { ExternalParty } from './witnesses/external-party.js';
import { Overtaken, Signer } from './signing/signer.js';
import { SigningKeys } from './signing/signing-keys.js';
import { TimestampAuthority, readCertificate } from './witnesses/timestamp-authority.js';
import { TreeKeeper } from './tree/tree-keeper.js';
import { WitnessClient } from './witnesses/witness-client.js';
import { type Witness, readWitnesses } from './witnesses/witnesses.js';

/** Gives checkpoints to witnesses and a timestamp authority, on an interval or when somebody asked for one. */
@Injectable()
export class Publisher implements OnApplicationBootstrap, OnModuleDestroy {
  readonly parties: readonly ExternalParty[];
  private readonly witnesses: readonly Witness[];
  private readonly logger = new Logger('Publisher');
  private readonly closing = new AbortController();
  private readonly subscriptions = new Subscription();
  private readonly tasks: readonly ((checkpoint: Checkpoint) => Promise<void>)[];
  private readonly intervalMs: number;
  private publishing: Promise<void> = Promise.resolve();
  private isFailing = false;
  /** How many events there were the last time. */
  private seen: number | undefined;

  /** @throws SettingsError where the files that the settings name cannot be used */
  constructor(
    private readonly checkpoints: Checkpoints,
    private readonly keys: SigningKeys,
    private readonly trees: TreeKeeper,
    private readonly file: CheckpointFile,
    private readonly signer: Signer,
    private readonly contradictions: Contradictions,
    { witnessesFile, timestampUrl, timestampCertificateFile, checkpointIntervalSeconds }: Settings,
  ) {
    this.intervalMs = checkpointIntervalSeconds * 1000;
    this.witnesses = witnessesFile === undefined ? [] : readWitnesses(witnessesFile);
    const asking = this.witnesses.map((witness) => this.witness(witness));
    if (timestampUrl !== undefined && timestampCertificateFile !== undefined)
      asking.push(this.authority(timestampUrl, timestampCertificateFile));
    this.parties = asking.map(({ party }) => party);
    this.tasks = asking.map(({ task }) => task);
  }

  /** Of each witness how many events there were when it last cosigned; 0 where it never did. */
  get cosigned(): readonly { readonly key: VerifierKey; readonly size: number }[] {
    return this.witnesses.map(({ key }) => ({ key, size: this.file.cosignedSize(key.name, key.keyId) }));
  }

  onApplicationBootstrap(): void {
    const times: Observable<unknown> =
      this.intervalMs > 0 ? timer(0, this.intervalMs) : this.checkpoints.given;
    this.subscriptions.add(
      times.pipe(exhaustMap(() => (this.publishing = this.publishLatest()))).subscribe(),
    );
    const sign = () => this.checkpoints.current().catch((error: unknown) => this.failed(error));
    this.subscriptions.add(this.signer.requests.subscribe(() => void sign()));
    // A key that was being replaced when the service ended.
    if (this.keys.isRotating) void sign();
  }

  async onModuleDestroy(): Promise<void> {
    this.subscriptions.unsubscribe();
    this.closing.abort();
    await this.publishing;
  }

  /**
   * Publishes the current checkpoint, where that is done on demand alone.
   * @returns it, with what witnesses and the authority answered
   * @throws LedgerContradicted
   */
  async publishNow(): Promise<Checkpoint> {
    const { size } = await this.checkpoints.current();
    await this.publishing;
    if (this.contradictions.found) throw this.contradictions.found;
    return this.file.bySize(size)!;
  }

  /**
   * Asks everybody who did not answer yet for this checkpoint; then it is published, whoever failed.
   * @throws LedgerContradicted where a witness knows another log than this
   */
  private async publish(checkpoint: Checkpoint): Promise<void> {
    if (!this.signer.isThis) return;
    // Nothing is promised of an empty log.
    if (checkpoint.size > 0) {
      const answers = await Promise.allSettled(this.tasks.map((task) => task(checkpoint)));
      const faults = answers.flatMap((answer) => (answer.status === 'rejected' ? [answer.reason] : []));
      const worst = faults.find((fault) => fault instanceof LedgerContradicted) ?? faults[0];
      if (worst !== undefined) throw worst;
    }
    const { size } = checkpoint;
    if (!this.file.isPublished(size)) await this.signer.write({ type: 'CheckpointPublished', size });
  }

  /**
   * Whether this service publishes, or looks at its start who does. Another one that did not publish in a whole interval
   * what was there before is taken for dead.
   */
  private async isOurs(): Promise<boolean> {
    const before = this.seen;
    this.seen = this.trees.state.size;
    if (this.signer.isThis || before === undefined) return true;
    const published = this.file.lastPublished()?.size ?? 0;
    if (published < before) await this.signer.takeOver();
    return this.signer.isThis;
  }

  /** Never rejects: what fails is tried again the next time. */
  private async publishLatest(): Promise<void> {
    try {
      if (this.intervalMs > 0) {
        if (await this.isOurs()) await this.publish(await this.checkpoints.current());
      } else
        for (let last: Checkpoint | undefined; last?.size !== this.file.last()?.size;) {
          last = this.file.last()!;
          await this.publish(last);
        }
      this.isFailing = false;
    } catch (error) {
      this.failed(error);
    }
  }

  private failed(error: unknown): void {
    if (this.closing.signal.aborted) return;
    if (error instanceof LedgerContradicted) return void this.contradictions.report(error);
    // Whoever is first now publishes.
    if (error instanceof Overtaken) return;
    if (!this.isFailing) this.logger.error({ msg: 'checkpoints cannot be published', err: error as Error });
    this.isFailing = true;
  }

  private witness(witness: Witness) {
    const { name, keyId } = witness.key;
    const party = new ExternalParty('witness', name);
    const proof = (from: number, to: number) => this.trees.ask((tree) => tree.consistency(from, to));
    const client = new WitnessClient(witness, proof, this.closing.signal);
    const task = async (checkpoint: Checkpoint) => {
      const cosigned = this.file.cosignedSize(name, keyId);
      if (cosigned === checkpoint.size) return;
      const signature = await party.ask(() => client.cosignature(checkpoint, cosigned));
      if (!signature) return;
      const line = signatureLine(signature);
      await this.signer.write({ type: 'CheckpointCosigned', size: checkpoint.size, name, keyId, line });
    };
    return { party, task };
  }

  private authority(url: string, certificateFile: string) {
    const { origin, pathname } = new URL(url);
    // Its query may be a secret between the two.
    const party = new ExternalParty('timestamp-authority', origin + pathname);
    const client = new TimestampAuthority(url, readCertificate(certificateFile), this.closing.signal);
    const task = async ({ size, text, timestamp }: Checkpoint) => {
      if (timestamp) return;
      const reply = await party.ask(() => client.timestamp(text));
      if (!reply) return;
      const inBase64 = Buffer.from(reply).toString('base64');
      await this.signer.write({ type: 'CheckpointTimestamped', size, reply: inBase64 });
    };
    return { party, task };
  }
}
