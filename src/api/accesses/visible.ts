import { covers } from '../../access/may.js';
import type { AccessRecord, Parameter } from '../../access/log/record.js';
import type { ReadRecord } from '../../accesses/access-reader.js';

export interface Reader {
  /** Of the officer who asks. */
  readonly sites: readonly string[];
  /** Whether a therapy exists for the officer. */
  readonly reaches: (therapyId: string) => Promise<boolean>;
  /** What stands in place of what may be a name. */
  readonly digest: (text: string) => string;
}

const isOfSite = (sites: readonly string[], { site }: AccessRecord): boolean =>
  covers(sites, { place: site === null ? undefined : { site }, restricted: false });

/** What is left of the parameters where a therapy does not exist for whoever reads: as of an unknown one. */
const without = (
  parameters: AccessRecord['parameters'],
  reached: readonly string[],
  digest: Reader['digest'],
): AccessRecord['parameters'] =>
  Object.fromEntries(
    Object.entries(parameters).map(([name, value]): [string, Parameter] =>
      name === 'therapyId' && typeof value === 'string' && !reached.includes(value)
        ? [name, { $hmac: digest(value) }]
        : [name, value],
    ),
  );

/**
 * A record as one officer may read it; undefined where nothing of it is within reach. A therapy out of reach is left out:
 * a try at it reads as one at a therapy that does not exist.
 */
export async function visibleTo(
  found: ReadRecord,
  { sites, reaches, digest }: Reader,
): Promise<ReadRecord | undefined> {
  const { record } = found;
  // Keys are of clients at several sites: every officer sees that one was made.
  if (sites.includes('*') || record.kind === 'key') return found;
  const reached: string[] = [];
  for (const id of record.therapies) if (await reaches(id)) reached.push(id);
  const isOthers = record.therapies.length > 0 && record.kind !== 'denied' && record.kind !== 'glass';
  if (reached.length === 0 && (isOthers || !isOfSite(sites, record))) return undefined;
  const parameters = without(record.parameters, reached, digest);
  return { ...found, record: { ...record, therapies: reached, parameters } };
}
