import { setImmediate as nextTurn } from 'node:timers/promises';
import { digestOf, digestsIn, readDisclosure } from '../check.js';
import { ProblemList } from '../problems.js';
import { openReadOnly } from '../../sqlite/open.js';
import { isExact, pageOf } from './rows.js';

/** What stands encrypted beside an event. */
export interface EncryptedValues {
  readonly therapyId: string;
  /** Of the event. */
  readonly hash: string;
  readonly disclosures: Uint8Array;
}

/** What could be decrypted of an event's disclosures. */
export interface OpenedDisclosures {
  readonly disclosures: readonly string[];
  /** False where the key of a part of them was destroyed. */
  readonly isWhole: boolean;
}

/**
 * Decrypts an event's disclosures; undefined where all keys were destroyed.
 * @throws Error where it is not what the key encrypted for this event
 */
export type OpenDisclosures = (values: EncryptedValues) => OpenedDisclosures | undefined;

/** Why disclosures are not those that an event's digests stand for; undefined where they are. */
function faultOf({ disclosures, isWhole }: OpenedDisclosures, text: string): string | undefined {
  const held = digestsIn(JSON.parse(text)).sort();
  const digests = disclosures.map(digestOf).sort();
  if (disclosures.some((disclosure) => !readDisclosure(disclosure))) return 'one is in no known form';
  const areThose = isWhole
    ? held.join() === digests.join()
    : digests.every((digest, index) => held.includes(digest) && digests.indexOf(digest) === index);
  return areThose ? undefined : 'their digests are not those in the bytes';
}

/**
 * Opens what can be opened still, and compares it with the digests in the bytes. In turns, because keys do not leave the
 * thread that has them, and it has other things to do.
 */
export async function checkOpened(file: string, last: bigint, open: OpenDisclosures): Promise<ProblemList> {
  const problems = new ProblemList();
  const database = openReadOnly(file);
  let leafIndex = 0;
  const check = (therapyId: string, hash: string, text: string, disclosures: Uint8Array) => {
    try {
      const opened = open({ therapyId, hash, disclosures });
      const fault = opened && isExact(text) ? faultOf(opened, text) : undefined;
      if (fault) problems.add('DISCLOSURES_CHANGED', leafIndex, () => fault);
    } catch (error) {
      problems.add('DISCLOSURES_CHANGED', leafIndex, () => (error as Error).message);
    }
  };
  try {
    for (let page = pageOf(database, undefined, last); page.length > 0; await nextTurn()) {
      for (const [, therapyId, , , , hash, text, disclosures] of page) {
        if (disclosures) check(therapyId, hash, text, disclosures);
        leafIndex += 1;
      }
      page = pageOf(database, page.at(-1)![0], last);
    }
  } finally {
    database.close();
  }
  return problems;
}
