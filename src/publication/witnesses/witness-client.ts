import {
  MalformedNote,
  type NoteSignature,
  UnverifiedNote,
  parseSignatures,
  verifiedSignatures,
} from '../../ledger/signed-note.js';
import { cosignatureVerifier } from '../../ledger/cosignature.js';
import { type Reply, ExternalRequestFailed, externalRequest } from './external-request.js';
import type { Checkpoint } from '../signing/checkpoint.js';
import { witnessed } from '../contradiction.js';
import type { Witness } from './witnesses.js';

const decoder = new TextDecoder('utf-8', { fatal: true });
const SIZE = /^(0|[1-9]\d{0,15})\n$/;
const SIZE_TYPE = 'text/x.tlog.size';

/** A consistency proof between two sizes of our tree. */
export type Proof = (from: number, to: number) => Promise<readonly Buffer[]>;

const WHY: Readonly<Record<number, string>> = {
  403: 'trusts none of the keys by which this log signs (403)',
  404: 'does not know the origin of this log (404)',
};

const isConflict = ({ status, type }: Reply): boolean => status === 409 && type.startsWith(SIZE_TYPE);

/** Asks a witness for its cosignature of a checkpoint, as C2SP tlog-witness has it. */
export class WitnessClient {
  private readonly verifier;

  constructor(
    private readonly witness: Witness,
    private readonly proof: Proof,
    private readonly closing: AbortSignal,
  ) {
    this.verifier = cosignatureVerifier(witness.key);
  }

  get name(): string {
    return this.witness.key.name;
  }

  /**
   * @param cosigned how many events there were when it last cosigned, as far as is known
   * @returns its cosignature, which was verified
   * @throws ExternalRequestFailed
   * @throws LedgerContradicted where the witness cosigned another log than this before
   */
  async cosignature(checkpoint: Checkpoint, cosigned: number): Promise<NoteSignature> {
    const first = await this.submit(checkpoint, cosigned);
    if (!isConflict(first)) return this.read(checkpoint, first);
    const size = this.sizeIn(first, checkpoint);
    if (size === cosigned && size === checkpoint.size) throw this.otherRoot(size);
    const second = await this.submit(checkpoint, size);
    if (isConflict(second) && this.sizeIn(second, checkpoint) === checkpoint.size && size === checkpoint.size)
      throw this.otherRoot(size);
    return this.read(checkpoint, second);
  }

  private async submit({ size, ownNote }: Checkpoint, from: number): Promise<Reply> {
    const hashes = await this.proof(from, size);
    const proof = hashes.map((hash) => `${hash.toString('base64')}\n`).join('');
    const body = Buffer.from(`old ${from}\n${proof}\n${ownNote}`);
    return externalRequest(this.witness.url, 'text/plain; charset=utf-8', body, this.closing);
  }

  /** What the witness cosigned last. */
  private sizeIn({ body }: Reply, { size: ours }: Checkpoint): number {
    const size = Number(SIZE.exec(body.toString())?.[1] ?? Number.NaN);
    if (!Number.isSafeInteger(size)) throw new ExternalRequestFailed('answered 409 without a size');
    if (size > ours)
      throw witnessed(this.name, `cosigned a checkpoint of ${size} events, and the log holds ${ours}`);
    return size;
  }

  private otherRoot(size: number): Error {
    return witnessed(this.name, `cosigned another checkpoint of ${size} events than this log signs`);
  }

  private read({ text, size }: Checkpoint, { status, body }: Reply): NoteSignature {
    // The proof is of our own tree, so where it does not verify the witness holds another.
    if (status === 422)
      throw witnessed(this.name, `cosigned a checkpoint that is no beginning of this log of ${size} events`);
    if (status !== 200) throw new ExternalRequestFailed(WHY[status] ?? `answered with status ${status}`);
    try {
      const signatures = parseSignatures(decoder.decode(body));
      return verifiedSignatures({ text, signatures }, [this.verifier])[0]!;
    } catch (error) {
      if (error instanceof MalformedNote) throw new ExternalRequestFailed('answered with no signatures');
      if (error instanceof UnverifiedNote)
        throw new ExternalRequestFailed(`did not cosign: ${error.message}`);
      throw new ExternalRequestFailed('answered with no text', { cause: error });
    }
  }
}
