import { type BeforeApplicationShutdown, Inject, Injectable } from '@nestjs/common';
import { Subject } from 'rxjs';
import { Settings } from '../config/settings.js';
import { AppendGate } from '../event-store/append-gate.js';
import { checkpointText } from '../ledger/checkpoint.js';
import type { MerkleTree } from '../ledger/merkle-tree.js';
import { noteText } from '../ledger/signed-note.js';
import { within } from '../observability/within.js';
import { CLOCK, type Clock } from '../record/clock.js';
import type { Checkpoint } from './checkpoint.js';
import { CheckpointFile } from './checkpoint-file.js';
import { otherRoot, tooFew } from './contradiction.js';
import { Contradictions } from './contradictions.js';
import { SigningKeys } from './signing-keys.js';
import { TreeKeeper } from './tree-keeper.js';

/** The process is to end soon, ms. */
const LAST_SIGNING_LIMIT_MS = 3_000;

/** Signs what the tree is, never twice for what was signed before, and never what contradicts it. */
@Injectable()
export class Checkpoints implements BeforeApplicationShutdown {
  /** Says of each question for the current one that it was answered. */
  readonly asked = new Subject<void>();
  private readonly isPublishedOnceSigned: boolean;

  constructor(
    private readonly keys: SigningKeys,
    private readonly trees: TreeKeeper,
    private readonly file: CheckpointFile,
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
    await this.gate.waiting;
    if (!(await this.trees.ask((tree) => this.continues(tree)))) await this.trees.rebuild();
    const checkpoint = await this.trees.ask((tree) => this.signed(tree));
    this.asked.next();
    return checkpoint;
  }

  /** What nobody signed for could be changed unnoticed while no service runs. */
  async beforeApplicationShutdown(): Promise<void> {
    try {
      await within(LAST_SIGNING_LIMIT_MS, this.current());
    } catch {
      // Whoever asks at the next start is told what is the matter.
    }
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
    this.keys.beginRotation();
    return this.current();
  }

  /** Whether the tree goes on from what was signed last. */
  private continues(tree: MerkleTree): boolean {
    const last = this.file.last();
    return !last || (last.size <= tree.size && tree.root(last.size).equals(last.rootHash));
  }

  private signed(tree: MerkleTree): Checkpoint {
    const last = this.file.last();
    if (last && !this.continues(tree))
      throw this.contradictions.report(
        tree.size < last.size ? tooFew(tree.size, last.size) : otherRoot(last.size),
      );
    const { size } = tree;
    const head = { origin: this.keys.origin, size, rootHash: tree.root() };
    const text = checkpointText(head);
    const lines = this.keys.signatures(text);
    if (last?.size !== size) this.file.add({ ...head, signedAt: this.clock() }, lines);
    else if (!last.ownNote.startsWith(noteText(text, lines))) this.file.addSignatures(size, lines);
    if (this.keys.isRotating) this.keys.endRotation();
    if (this.isPublishedOnceSigned) this.file.publish(size);
    return this.file.bySize(size)!;
  }
}
