import { type PolicyBook, inForceFrom } from '../compliance/policies/index.js';
import { standsBeside } from '../compliance/record/looked-at.js';
import { HOUR_MS } from '../infusion/schedule.js';
import type { EventId, Instant, Sealed, TherapyId } from '../therapy/envelope.js';
import { targetOf } from '../therapy/timeline.js';
import { type FindingDto } from './dto/audit.dto.js';
import { hashedAnswer } from './form/audit.js';
import { type CessationDto } from './dto/cessation.dto.js';
import type { HashedAudit } from './audit-found.js';
import { hashedAudit } from './hashed-audit.js';
import { policyInForce } from './policy-in-force.js';

export interface ChangesQuestion {
  /** Two instants of knowledge, inclusive. */
  readonly from: Instant;
  readonly to: Instant;
  readonly asOf: Instant;
  /** `id`, by the version in force at each of the two, or `id@version`; without, the default one at each. */
  readonly policy?: string;
}

/** An entry of the record that was learned in between. */
export interface LearnedEntry {
  readonly event: Sealed;
  /** Corrections and voids: the event that they speak of. */
  readonly about?: EventId;
  /** `late`: recorded long after it happened, by the policy's hours. */
  readonly kind: 'entry' | 'late' | 'correction' | 'void';
}

type CitedItem = CessationDto | FindingDto;

interface Change {
  readonly of: 'cessation' | 'finding';
  readonly id: string;
  readonly change: 'appeared' | 'disappeared' | 'changed';
  readonly before?: CitedItem;
  readonly after?: CitedItem;
  /** From when on this is known. */
  readonly knownAt: Instant;
  /** The entries, learned at that instant, that caused it. */
  readonly because: readonly LearnedEntry[];
  /** Whether another version of the policy came into force at that instant, or another policy became the default. */
  readonly policyChanged: boolean;
}

export interface ChangesFound {
  readonly before: HashedAudit;
  readonly after: HashedAudit;
  /** In the order in which they became known. A change that was undone at the same instant is left out. */
  readonly changes: readonly Change[];
  /** All that was learned in between, in order of recording. */
  readonly entries: readonly LearnedEntry[];
}

/** An audit by what was known at one instant. */
interface Reading {
  readonly found: HashedAudit;
  readonly items: ReadonlyMap<string, readonly [Change['of'], CitedItem]>;
}

/**
 * What became of an audit between two instants of knowledge, and which entries did it. Looks only into the halves of
 * the time at whose ends the audit differs, so that a long record costs little where little changed.
 * @param events all of the therapy's, in order of revision
 * @throws UnknownPolicy
 */
export function auditChanges(
  therapyId: TherapyId,
  events: readonly Sealed[],
  book: PolicyBook,
  { from, to, asOf, policy: reference }: ChangesQuestion,
): ChangesFound {
  const learned = events.filter(({ recordedAt }) => isWithin(Date.parse(recordedAt), from, to));
  const read = (knownAt: Instant): Reading => {
    const version = policyInForce(book, reference, knownAt);
    return readingOf(hashedAudit(therapyId, events, version, asOf, knownAt));
  };
  const before = read(from);
  const after = read(to);
  const lateHours = after.found.audit.policy.lateEntryHours.value;
  const entries = learned
    .filter((event) => !standsBeside(event))
    .map((event) => entryOf(event, lateHours * HOUR_MS));

  const instants = [
    ...entries.map(({ event }) => Date.parse(event.recordedAt)),
    ...[...book.versions.map(inForceFrom), ...book.defaults.map((chosen) => chosen.from)].filter((at) =>
      isWithin(at, from, to),
    ),
  ];
  const steps = [...new Set(instants)].sort((a, b) => a - b);

  /** The changes between the audit just before `first` and the audit at `last`. */
  const changesIn = (first: number, last: number, earlier: Reading, later: Reading): Change[] => {
    if (first > last || sameItems(earlier, later)) return [];
    if (first < last) {
      const middle = Math.floor((first + last) / 2);
      const half = read(steps[middle]!);
      return [...changesIn(first, middle, earlier, half), ...changesIn(middle + 1, last, half, later)];
    }
    const knownAt = steps[first]!;
    const because = entries.filter(({ event }) => Date.parse(event.recordedAt) === knownAt);
    const policyChanged = earlier.found.policy !== later.found.policy;
    return differences(earlier, later).map((change) => ({ ...change, knownAt, because, policyChanged }));
  };

  return {
    before: before.found,
    after: after.found,
    changes: changesIn(0, steps.length - 1, before, after),
    entries,
  };
}

const isWithin = (at: Instant, after: Instant, until: Instant): boolean => at > after && at <= until;

function entryOf(event: Sealed, lateMs: number): LearnedEntry {
  const about = targetOf(event) as EventId | undefined;
  if (about !== undefined)
    return { event, about, kind: event.type === 'EventVoided' ? 'void' : 'correction' };
  const delay = Date.parse(event.recordedAt) - Date.parse(event.occurredAt.latest);
  return { event, kind: delay > lateMs ? 'late' : 'entry' };
}

function readingOf(found: HashedAudit): Reading {
  const { cessations, findings } = hashedAnswer(found);
  return {
    found,
    items: new Map<string, readonly [Change['of'], CitedItem]>([
      ...cessations.map((item) => [`cessation ${item.id}`, ['cessation', item]] as const),
      ...findings.map((item) => [`finding ${item.id}`, ['finding', item]] as const),
    ]),
  };
}

const same = (a: CitedItem | undefined, b: CitedItem | undefined): boolean =>
  JSON.stringify(a) === JSON.stringify(b);

const sameItems = (a: Reading, b: Reading): boolean => differences(a, b).length === 0;

function differences(
  { items: before }: Reading,
  { items: after }: Reading,
): Pick<Change, 'of' | 'id' | 'change' | 'before' | 'after'>[] {
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((key) => {
    const was = before.get(key);
    const is = after.get(key);
    if (same(was?.[1], is?.[1])) return [];
    const [of, { id }] = (is ?? was)!;
    const change = !was ? 'appeared' : !is ? 'disappeared' : 'changed';
    return [{ of, id, change, ...(was && { before: was[1] }), ...(is && { after: is[1] }) } as const];
  });
}
