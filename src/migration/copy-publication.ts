import type { SideStreams, Json } from '../event-store/port.js';
import { canonicalBytes } from '../ledger/canonical.js';
import { type VerifierKey, verifierKeyText } from '../ledger/verifier-key.js';
import type { CheckpointFile } from '../publication/signing/checkpoint-file.js';
import { Election, PUBLICATION } from '../publication/signing/election.js';
import type { Entry } from '../publication/signing/entries.js';
import { MigrationRefused } from './refused.js';

const textOf = (entry: Entry) => Buffer.from(canonicalBytes(entry)).toString('utf8');

/**
 * Copies checkpoints, with all that became of them, and the keys by which they verify, to where services share them.
 * Again, it changes nothing.
 * @param keys the current one first
 * @throws MigrationRefused where other ones are there; StoreUnavailable
 */
export async function shareCheckpoints(
  file: CheckpointFile,
  keys: readonly VerifierKey[],
  streams: SideStreams,
): Promise<void> {
  const there = new Set<string>();
  const entries = [...file.entries()];
  const known = new Set(entries.map(textOf));
  const election = new Election((entry) => {
    if (!known.has(textOf(entry)))
      throw new MigrationRefused(
        `the target has a checkpoint of ${entry.size} events that the source does not have so: services publish there already`,
      );
    there.add(textOf(entry));
  });
  streams.take(PUBLICATION, (event) => election.take(event));
  const append = async (type: string, data: Json) => {
    if (!(await streams.append(PUBLICATION, election.revision, type, data)))
      throw new MigrationRefused(
        'something else publishes at the target meanwhile: end that, and begin again',
      );
  };
  const isListed = ({ keyId }: VerifierKey) => election.listed.some((listed) => listed.keyId === keyId);
  for (const key of keys.toReversed())
    if (!isListed(key)) await append('KeyListed', { key: verifierKeyText(key) });
  for (const entry of entries) {
    const { type, ...data } = entry;
    if (!there.has(textOf(entry))) await append(type, data);
  }
}

/** The other way; @returns the keys by which they verify, the current one first. */
export function keepCheckpoints(streams: SideStreams, file: CheckpointFile): readonly VerifierKey[] {
  const election = new Election((entry) => file.apply(entry));
  file.together(() => streams.take(PUBLICATION, (event) => election.take(event)));
  return election.listed;
}
