import { Logger } from '@nestjs/common';
import { type Observable, filter, firstValueFrom, map, startWith, timeout } from 'rxjs';
import { type SideStreams, StoreUnavailable } from '../../event-store/port.js';
import { type VerifierKey, verifierKeyText } from '../../ledger/verifier-key.js';
import { Election, PUBLICATION, type PublicationEvent } from './election.js';
import type { Entry } from './entries.js';
import { Overtaken, Signer } from './signer.js';

/** A signer signs what it is asked for within, ms; else it is taken for dead, which does no harm if it is not. */
const SIGNED_WITHIN_MS = 3_000;
/** Others may have waited as long, and one of them is first. */
const ELECTIONS = 5;

/** What the signer needs of the file of checkpoints. */
interface SignedCheckpoints {
  last(): { readonly size: number } | undefined;
}

export interface ElectedSignerOptions {
  /** By which this service knows itself again after a start. */
  readonly service: string;
  readonly streams: SideStreams;
  readonly file: SignedCheckpoints;
  readonly apply: (entry: Entry) => void;
  readonly signedWithinMs?: number;
}

/**
 * One of the services on a log signs. All that is signed, and who is to sign, stands in one stream, appended at the
 * revision that its writer knew: whoever was elected there last is the signer, and what another one signs meanwhile is
 * refused by the server, so that nobody is given it. Who asks in vain for a checkpoint elects himself: no clock is
 * compared with another, and a signer that was only slow finds out when it next writes.
 */
export class ElectedSigner extends Signer {
  private readonly logger = new Logger('Signer');
  private readonly election: Election;
  private readonly options: Required<ElectedSignerOptions>;

  constructor({ signedWithinMs = SIGNED_WITHIN_MS, ...options }: ElectedSignerOptions) {
    super();
    this.options = { signedWithinMs, ...options };
    this.election = new Election(options.apply);
    options.streams.take(PUBLICATION, (event) => this.election.take(event));
    this.election.changed.subscribe((event) => {
      if (event.type === 'SignerElected')
        this.logger.log({ msg: 'a signer was elected', service: event.service, isThis: this.isThis });
    });
  }

  get isThis(): boolean {
    return this.election.signer === this.options.service;
  }

  get requests(): Observable<void> {
    return this.election.changed.pipe(
      filter((event) => event.type === 'CheckpointWanted' && this.isThis),
      map(() => undefined),
    );
  }

  get listed(): readonly VerifierKey[] {
    return this.election.listed;
  }

  get learned(): Observable<VerifierKey> {
    return this.election.changed.pipe(
      filter((event) => event.type === 'KeyListed'),
      map(() => this.listed[0]!),
    );
  }

  async write(entry: Entry): Promise<void> {
    while (this.isThis) {
      if (await this.append(entry)) return;
      // Of how many events it is to be is another question then.
      if (entry.type === 'CheckpointSigned') break;
    }
    throw new Overtaken('another service writes what is published of the log');
  }

  async list(keys: readonly VerifierKey[]): Promise<boolean> {
    const isListed = ({ keyId }: VerifierKey) => this.listed.some((listed) => listed.keyId === keyId);
    for (const key of keys.filter((one) => !isListed(one)).toReversed())
      for (
        const before = this.listed;
        !(await this.append({ type: 'KeyListed', key: verifierKeyText(key) }));
      )
        if (this.listed !== before) return false;
    return true;
  }

  async settle(size: number): Promise<void> {
    const { service, signedWithinMs, file } = this.options;
    const isSettled = () => this.isThis || (file.last()?.size ?? -1) >= size;
    for (let elections = 0; !isSettled(); elections += 1) {
      if (elections === ELECTIONS)
        throw new StoreUnavailable('no service signs checkpoints of the log, and this one is never elected');
      const { signer } = this.election;
      if (signer !== undefined) {
        const wanted = { type: 'CheckpointWanted', service, size } as const;
        while (!isSettled() && this.election.signer === signer && !(await this.append(wanted)));
        if (await this.holdsWithin(signedWithinMs, isSettled)) return;
      }
      if (this.election.signer === signer) await this.elect();
    }
  }

  async takeOver(): Promise<void> {
    while (!this.isThis) await this.elect();
  }

  async resign(): Promise<void> {
    if (this.isThis) await this.append({ type: 'SignerResigned', service: this.options.service });
  }

  /** @returns false where another service appended meanwhile */
  private elect(): Promise<boolean> {
    return this.append({ type: 'SignerElected', service: this.options.service });
  }

  /** @returns false where another service appended meanwhile */
  private append({ type, ...data }: PublicationEvent): Promise<boolean> {
    const { streams } = this.options;
    return streams.append(PUBLICATION, this.election.revision, type, data);
  }

  private async holdsWithin(ms: number, condition: () => boolean): Promise<boolean> {
    const held = this.election.changed.pipe(
      startWith(undefined),
      map(condition),
      filter(Boolean),
      timeout({ first: ms }),
    );
    return firstValueFrom(held).catch(() => false);
  }
}
