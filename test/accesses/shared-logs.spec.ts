import { createSecretKey } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AccessJournal } from '../../src/accesses/access-journal.js';
import { AccessTables } from '../../src/accesses/access-tables.js';
import { AccessLogContradicted } from '../../src/accesses/errors.js';
import type { Part } from '../../src/accesses/note.js';
import { SharedLogs } from '../../src/accesses/shared-logs.js';
import type { Journals, JournalEvent } from '../../src/event-store/port.js';
import type { StreamLog } from '../../src/repository/stream-log.js';
import { entry } from './support/entry.js';

const directory = mkdtempSync(join(tmpdir(), 'shared-logs-'));
const key = createSecretKey(Buffer.alloc(32, 1));
let streams: Map<string, (JournalEvent | undefined)[]>;
let sealed: { readonly service: string; readonly part: Part }[];
let files: AccessTables[] = [];

const journals: Journals = {
  async append(stream, expected, events) {
    const there = streams.get(stream) ?? [];
    if (there.length !== expected) return false;
    streams.set(stream, [...there, ...events]);
    return true;
  },
  async read(stream, after, limit) {
    return (streams.get(stream) ?? [])
      .map((event, index) => ({ stream, revision: index + 1, ...event }))
      .filter(({ revision, type }) => revision > after && type !== undefined)
      .slice(0, limit) as never;
  },
  async cut(stream, upTo) {
    streams.set(
      stream,
      (streams.get(stream) ?? []).map((event, index) => (index < upTo ? undefined : event)),
    );
  },
};

async function service(name: string, folder = name) {
  const path = mkdtempSync(join(directory, folder));
  const tables = new AccessTables({ directory: path, log: name });
  files.push(tables);
  const seals = {
    after: async (revision: number) =>
      sealed.slice(revision).map(({ part, service: of }, index) => ({
        event: { revision: revision + index + 1, type: 'AccessLogSealed', data: { ...part, service: of } },
      })),
  } as unknown as StreamLog<'access'>;
  const ask = async (question: Parameters<AccessTables['done']>[0]) => ({
    kind: 'done' as const,
    ...tables.done(question),
  });
  const logs = new SharedLogs({
    thread: { ask },
    journal: new AccessJournal(journals, key),
    seals,
    service: name,
  });
  return {
    tables,
    logs,
    note: async (...ats: readonly string[]) => {
      tables.done({
        kind: 'append',
        notes: JSON.stringify(
          ats.map((at) => ({ entry: entry(at, { service: name }), keys: { subject: 's' } })),
        ),
      });
      await logs.send();
    },
    seal: () => sealed.push({ service: name, part: tables.done({ kind: 'seal', after: 0 }).part! }),
    head: (log: string) => tables.done({ kind: 'head', log }).head!.n,
  };
}

const MANY = Array.from({ length: 600 }, (_, index) =>
  new Date(Date.UTC(2020, 0, 1, 0, index)).toISOString(),
);
const LATER = '2020-03-01T00:00:00.000Z';

beforeEach(() => {
  streams = new Map();
  sealed = [];
});
afterEach(() => {
  for (const file of files.splice(0)) file.close();
});
afterAll(() => rmSync(directory, { recursive: true }));

test('months that a service let go go at the others, and a new one goes on behind them', async () => {
  const one = await service('a');
  const other = await service('b');
  await one.logs.open();
  await other.logs.open();
  await one.note(...MANY);
  await one.note(LATER);
  one.seal();
  await other.logs.upToDate();
  expect(other.head('a')).toBe(601);
  const { part } = one.tables.done({ kind: 'prune', before: Date.parse(LATER), sealed: 601 });
  expect(part!.size).toBe(600);
  await one.logs.letGo(600);
  one.tables.done({ kind: 'forget', size: 600 });
  await one.note(LATER, LATER);
  sealed.push({ service: 'a', part: one.tables.done({ kind: 'seal', after: 601 }).part! });
  const late = await service('c');
  await late.logs.open();
  const again = await service('a', 'again');
  await again.logs.open();
  await other.logs.upToDate();
  for (const { head, tables } of [other, late, again]) {
    expect(head('a')).toBe(603);
    expect(tables.done({ kind: 'after', log: 'a', n: 0 }).taken!.map(({ n }) => n)).toEqual([601, 602, 603]);
  }
  await again.note(LATER);
  await late.logs.upToDate();
  expect(late.head('a')).toBe(604);
}, 20_000);

test('what the server lacks of what was sealed is named when a service starts, and when it is asked', async () => {
  const one = await service('a');
  await one.logs.open();
  await one.note(...MANY.slice(0, 3));
  one.seal();
  streams.set('pumpLedgerAccess-a', streams.get('pumpLedgerAccess-a')!.slice(0, 2));
  const other = await service('b');
  await expect(other.logs.open()).rejects.toThrow(AccessLogContradicted);
  await expect(one.logs.upToDate()).rejects.toThrow(AccessLogContradicted);
  await expect(one.note(LATER)).rejects.toThrow(AccessLogContradicted);
});

test('what came into the file and not onto the server is sent at the next start', async () => {
  const one = await service('a');
  await one.logs.open();
  one.tables.done({
    kind: 'append',
    notes: JSON.stringify([{ entry: entry(LATER), keys: {} }]),
  });
  const other = await service('b');
  await other.logs.open();
  expect(other.head('a')).toBe(0);
  await one.logs.send();
  await other.logs.upToDate();
  expect(other.head('a')).toBe(1);
});
