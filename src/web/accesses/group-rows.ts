import { type Grouped, grouped } from '../../access/log/groups.js';
import type { ReadRecord } from '../../accesses/access-reader.js';
import { say } from '../../words/say.js';
import { accesses as texts } from '../../words/texts/accesses.js';

/** What one session did with one therapy within five minutes. */
export interface GroupRow {
  readonly first: string;
  readonly last: string;
  readonly subject: string;
  readonly name?: string;
  /** Those that the first record of it names. */
  readonly therapies: readonly string[];
  readonly kinds: readonly string[];
  readonly outcomes: readonly string[];
  readonly count: number;
  readonly identified: boolean;
  readonly glass: boolean;
  readonly records: readonly ReadRecord[];
}

interface Row extends Grouped {
  readonly found: ReadRecord;
}

const byOf = ({ sessionKey, subjectKey, record }: ReadRecord): string =>
  sessionKey ?? subjectKey ?? record.address?.$sd ?? '';

const toGroup = (found: ReadRecord): Row => ({
  at: found.record.at,
  by: byOf(found),
  therapy: found.record.therapies.length === 1 ? found.record.therapies[0]! : '',
  found,
});

const once = (words: readonly string[]): readonly string[] => [...new Set(words)];

export const subjectOf = ({ who, subjectKey }: Pick<ReadRecord, 'who' | 'subjectKey'>): string =>
  who.subject ?? (subjectKey === undefined ? say(texts.nobodyKnown) : say(texts.withheld, { subjectKey }));

/** @param records the newest first */
export const groupRows = (records: readonly ReadRecord[]): readonly GroupRow[] =>
  grouped(records.map(toGroup)).map(({ rows }) => {
    const found = rows.map((row) => row.found);
    const [newest] = found;
    return {
      first: found.at(-1)!.record.at,
      last: newest!.record.at,
      subject: subjectOf(newest!),
      name: newest!.who.name,
      therapies: newest!.record.therapies,
      kinds: once(found.map(({ record }) => record.kind)),
      outcomes: once(found.map(({ record }) => String(record.outcome.code ?? record.outcome.status))),
      count: found.length,
      identified: found.some(({ record }) => record.identified),
      glass: found.some(({ record }) => record.glass !== undefined),
      records: found,
    };
  });
