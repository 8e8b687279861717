import { canonicalJson, isMembers, otherThanShipped } from '../check.js';
import { ProblemList } from '../problems.js';

/** What a store says of an event beside its bytes. */
interface Stated {
  /** Of its stream: the therapy’s id, or the mark of no therapy and the stream’s name. */
  readonly streamId: unknown;
  readonly revision: unknown;
  readonly id: unknown;
  readonly type: unknown;
  readonly hash: string;
}

/** No id of a therapy begins so. */
const OF_NO_THERAPY = '~';

export const isTherapy = (streamId: string): boolean => !streamId.startsWith(OF_NO_THERAPY);

/** The stream of which the bytes of an event say that it is. */
function streamIn(event: Readonly<Record<string, unknown>>): unknown {
  const { therapyId, stream } = event;
  if (!('stream' in event)) return isTherapy(String(therapyId)) ? therapyId : undefined;
  return 'therapyId' in event ? undefined : `${OF_NO_THERAPY}${String(stream)}`;
}

/** The last event of a stream so far. */
export interface Head {
  readonly revision: number;
  /** What the next event must name: what its bytes give, or, where that was found to differ, what is stored. */
  readonly hash: string;
  readonly stored: string;
  readonly recordedAt: string;
}

/** What of an event binds it to the one before. */
export interface Link extends Omit<Head, 'revision' | 'recordedAt'> {
  readonly leafIndex: number;
  readonly streamId: string;
  /** In the bytes, and beside them; any of them may be the next. */
  readonly revisions: readonly unknown[];
  readonly previousHash: unknown;
  readonly recordedAt: unknown;
  /** Nothing can be told of it, and that is said already. */
  readonly isUnreadable: boolean;
}

const GENESIS = '0'.repeat(64);
const NO_HEAD: Head = { revision: 0, hash: GENESIS, stored: GENESIS, recordedAt: '' };

/** Whether names come in order wherever they stand; then only JSON.stringify is left to compare. */
function isSorted(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return true;
  if (Array.isArray(value)) return value.every(isSorted);
  let last = '';
  for (const name in value) {
    if (name < last) return false;
    last = name;
    if (!isSorted((value as Record<string, unknown>)[name])) return false;
  }
  return true;
}

/** RFC 8785, quickly for what needs neither sorting nor escapes; nothing that is nested beyond all measure. */
function isCanonical(text: string, value: unknown): boolean {
  try {
    if (!text.includes('\\u') && isSorted(value) && JSON.stringify(value) === text) return true;
    return canonicalJson(value) === text;
  } catch {
    return false;
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** Follows the events of a log in its order: form, chain and order of each therapy, and of each stream of none. */
export class EventChecks {
  readonly problems = new ProblemList();
  /** The first event of each stream of which the events before are not known here. */
  readonly openings: Link[] = [];

  /**
   * @param heads of the streams before
   * @param startsInside whether other streams may have begun before, too
   */
  constructor(
    readonly heads = new Map<string, Head>(),
    private readonly startsInside = false,
  ) {}

  /**
   * @param text undefined where the bytes are not UTF-8
   * @param hash of the bytes
   * @param stated what stands beside the bytes, where there is anything
   */
  check(leafIndex: number, text: string | undefined, hash: string, stated?: Stated): void {
    const { problems } = this;
    const value = text === undefined ? undefined : parsed(text);
    const event = isMembers(value) ? value : undefined;
    if (!event) problems.add('BYTES_UNREADABLE', leafIndex, () => 'nothing can be told of it');
    else if (!isCanonical(text!, event))
      problems.add('BYTES_NOT_CANONICAL', leafIndex, () => 'they differ from the canonical ones');
    if (stated && event) this.compare(leafIndex, event, stated);
    if (stated && stated.hash !== hash)
      problems.add('HASH_MISMATCH', leafIndex, () => `stored is ${stated.hash}, the bytes give ${hash}`);
    if (event) this.comparePolicy(leafIndex, event);
    const { streamId, revision } = stated ?? {
      streamId: event && streamIn(event),
      revision: event?.revision,
    };
    this.follow({
      leafIndex,
      hash,
      stored: stated?.hash ?? hash,
      streamId: String(streamId),
      revisions: event && event.revision !== revision ? [event.revision, revision] : [revision],
      previousHash: event?.previousHash,
      recordedAt: event?.recordedAt,
      isUnreadable: event === undefined,
    });
  }

  /** Whether an event continues its stream. */
  follow(link: Link): void {
    const { leafIndex, streamId, previousHash } = link;
    const { problems } = this;
    const before = this.heads.get(streamId);
    const opens = !before && this.startsInside;
    if (opens) this.openings.push(link);
    const head = before ?? NO_HEAD;
    const next = opens ? link.revisions[0] : head.revision + 1;
    const follows = link.revisions.includes(next);
    if (!follows)
      problems.add(
        'REVISION_GAP',
        leafIndex,
        () => `${String(link.revisions[0])} of ${streamId} after ${head.revision}`,
      );
    const linked = previousHash === head.hash || previousHash === head.stored || link.isUnreadable;
    if (!linked && !opens)
      problems.add(
        'PREVIOUS_HASH_MISMATCH',
        leafIndex,
        () => `it names ${JSON.stringify(previousHash)}, the one before in ${streamId} is ${head.hash}`,
      );
    const isTimed = typeof link.recordedAt === 'string';
    if (!isTimed && !link.isUnreadable)
      problems.add('RECORDED_EARLIER', leafIndex, () => 'it has no time of recording');
    const time = isTimed ? link.recordedAt : head.recordedAt;
    if (time < head.recordedAt)
      problems.add('RECORDED_EARLIER', leafIndex, () => `${time}, the one before ${head.recordedAt}`);
    this.heads.set(streamId, {
      revision: Number(follows ? next : link.revisions[0]),
      hash: link.hash,
      stored: link.stored,
      recordedAt: time < head.recordedAt ? head.recordedAt : time,
    });
  }

  private compare(leafIndex: number, event: Readonly<Record<string, unknown>>, stated: Stated): void {
    const { problems } = this;
    const differs = (found: unknown, read: unknown) => () =>
      `stored is ${String(found)}, in the bytes is ${JSON.stringify(read)}`;
    const { streamId, revision, id, type } = stated;
    if (streamId !== streamIn(event))
      problems.add('THERAPY_MISMATCH', leafIndex, differs(streamId, streamIn(event)));
    if (revision !== event.revision)
      problems.add('REVISION_MISMATCH', leafIndex, differs(revision, event.revision));
    if (id !== event.id) problems.add('ID_MISMATCH', leafIndex, differs(id, event.id));
    if (type !== event.type) problems.add('TYPE_MISMATCH', leafIndex, differs(type, event.type));
  }

  /** What came into force under the name of a policy that this release ships, and is another one. */
  private comparePolicy(leafIndex: number, event: Readonly<Record<string, unknown>>): void {
    const { type, data } = event;
    if (type !== 'PolicyAdopted' || !isMembers(data)) return;
    const { policy, policyVersion, sha256 } = data;
    const shipped = otherThanShipped(`${String(policy)}@${String(policyVersion)}`, String(sha256));
    if (shipped !== undefined) this.problems.add('POLICY_NOT_SHIPPED', leafIndex, () => shipped);
  }
}
