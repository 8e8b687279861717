import { type BeforeApplicationShutdown, Inject, Injectable } from '@nestjs/common';
import { Subject } from 'rxjs';
import { Settings } from '../../config/settings.js';
import { AppendGate } from '../../event-store/append-gate.js';
import { type TreeHead, checkpointText } from '../../ledger/checkpoint.js';
import type { MerkleTree } from '../../ledger/merkle-tree.js';
import { noteText } from '../../ledger/signed-note.js';
import { Mutex } from '../../waiting/semaphore.js';
import { within } from '../../waiting/within.js';
import { CLOCK, type Clock } from '../../repository/clock.js';
import type { Checkpoint } from './checkpoint.js';
import { CheckpointFile } from './checkpoint-file.js';
import { otherRoot, tooFew } from '../contradiction.js';
import { Contradictions } from '../contradictions.js';
import { Overtaken, Signer } from './signer.js';
import { SigningKeys } from './signing-keys.js';
import { TreeKeeper } from '../tree/tree-keeper.js';

/** The last checkpoint is signed within, ms: the process is about to be ended. */
const LAST_SIGNING_WITHIN_MS = 3_000;

/** Signs what the tree is, never twice for what was signed before, and never what contradicts it. */
@Injectable()
export class Checkpoints implements BeforeApplicationShutdown {
  /** Emits when somebody was given the current checkpoint. */
  readonly given = new Subject<void>();
  /** Records what the next checkpoint is to cover, too. Never rejects. */
  beforehand: () => Promise<void> = async () => undefined;
  private readonly isPublishedOnceSigned: boolean;
  private readonly mutex = new Mutex();

  constructor(
    private readonly keys: SigningKeys,
    private readonly trees: TreeKeeper,
    private readonly file: CheckpointFile,
    private readonly signer: Signer,
    private readonly contradictions: Contradictions,
    private readonly gate: AppendGate,
    @Inject(CLOCK) private readonly clock: Clock,
    { witnessesFile, timestampUrl }: Settings,
  ) {
    this.isPublishedOnceSigned = witnessesFile === undefined && timestampUrl === undefined;
  }

  /**
   * Covers everything that was acknowledged before; signed anew only where the tree grew.
   * @throws LedgerContradicted, StoreUnavailable, TreeBehind
   */
  async current(): Promise<Checkpoint> {
    await this.beforehand();
    const checkpoint = await this.mutex.run(() => this.latest());
    this.given.next();
    return checkpoint;
  }

  /** What nobody signed for could be changed unnoticed while no service runs. */
  async beforeApplicationShutdown(): Promise<void> {
    try {
      await within(LAST_SIGNING_WITHIN_MS, this.lastSigning());
    } catch {
      // The next start finds the same fault and reports it.
    }
  }

  private async lastSigning(): Promise<void> {
    await this.current();
    await this.signer.resign();
  }

  /** The last one that witnesses and the timestamp authority were asked for, whether they answered or not. */
  published(): Checkpoint | undefined {
    return this.file.lastPublished();
  }

  /**
   * The first one that covers the leaf, once it is published for ever the same; made where there is none.
   * @throws RangeError where the log holds no such leaf, and as `current`
   */
  async covering(leafIndex: number): Promise<Checkpoint> {
    const found = this.file.firstCovering(leafIndex) ?? (await this.current());
    if (found.size > leafIndex) return found;
    throw new RangeError(`the log holds ${found.size} events and no leaf ${leafIndex}`);
  }

  bySize(size: number): Checkpoint | undefined {
    return this.file.bySize(size);
  }

  /**
   * Replaces the signing key: a checkpoint is signed by both, then the old private key is destroyed.
   * @throws SettingsError where the operator gave the key
   */
  async rotateKey(): Promise<Checkpoint> {
    // Whoever may not sign must not lose a key over it.
    await this.current();
    await this.signer.takeOver();
    this.keys.beginRotation();
    return this.current();
  }

  private async latest(): Promise<Checkpoint> {
    await this.gate.waiting;
    const { file, keys, signer, trees } = this;
    let wanted: number | undefined;
    for (;;) {
      // The tree may only be asked about what was signed before it: another service may sign while this one looks.
      const last = file.last();
      if (!(await trees.ask((tree) => continues(tree, last)))) await trees.rebuild();
      const head = await trees.ask((tree) => this.headOf(tree, last));
      wanted ??= head.size;
      if (!signer.isThis && last && last.size >= wanted) return last;
      try {
        await signer.settle(wanted);
        if (!signer.isThis || !(await signer.list(keys.verifierKeys))) continue;
        await this.sign(head, last);
        return file.bySize(head.size)!;
      } catch (error) {
        if (!(error instanceof Overtaken)) throw error;
      }
    }
  }

  /** @throws LedgerContradicted where the tree does not go on from what was signed last */
  private headOf(tree: MerkleTree, last: Checkpoint | undefined): TreeHead {
    const { size } = tree;
    if (last && !continues(tree, last))
      throw this.contradictions.report(size < last.size ? tooFew(size, last.size) : otherRoot(last.size));
    return { origin: this.keys.origin, size, rootHash: tree.root() };
  }

  private async sign(head: TreeHead, last: Checkpoint | undefined): Promise<void> {
    const { file, keys, signer } = this;
    if (file.last()?.size !== last?.size) throw new Overtaken('another service signed meanwhile');
    const { size, origin } = head;
    const text = checkpointText(head);
    const signatures = keys.signatures(text);
    if (last?.size !== size) {
      const rootHash = head.rootHash.toString('base64');
      const signedAt = this.clock();
      await signer.write({ type: 'CheckpointSigned', size, origin, rootHash, signatures, signedAt });
    } else if (!last.ownNote.startsWith(noteText(text, signatures)))
      await signer.write({ type: 'SignaturesAdded', size, signatures });
    if (keys.isRotating) keys.endRotation();
    if (this.isPublishedOnceSigned && !file.isPublished(size))
      await signer.write({ type: 'CheckpointPublished', size });
  }
}

/** Whether a tree goes on from what was signed last. */
const continues = (tree: MerkleTree, last: Checkpoint | undefined): boolean =>
  !last || (last.size <= tree.size && tree.root(last.size).equals(last.rootHash));
