/** The built parts that a child process runs: Node strips types, but finds no .ts for an import of .js. */
type Store = typeof import('../../src/event-store/sqlite/sqlite-event-store.js');
type Keys = typeof import('../../src/custody/key-file.js');
type Canonical = typeof import('../../src/ledger/canonical.js');

const built = (path: string): Promise<unknown> => import(new URL(`../../dist/${path}`, import.meta.url).href);

const store = (await built('event-store/sqlite/sqlite-event-store.js')) as Store;
const keys = (await built('custody/key-file.js')) as Keys;
const canonical = (await built('ledger/canonical.js')) as Canonical;

export const { openSqliteEventStore } = store;
export const { KeyFile } = keys;
export const { canonicalBytes, sha256Hex } = canonical;
