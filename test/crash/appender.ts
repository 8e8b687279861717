/** Appends to the log in a directory as fast as it can, and says on standard output what was acknowledged. */
import { randomUUID } from 'node:crypto';
import { canonicalBytes, openSqliteEventStore, sha256Hex } from './build.ts';

const CALLERS = 16;
const GENESIS_HASH = '0'.repeat(64);

const [directory] = process.argv.slice(2);
const store = await openSqliteEventStore({ directory: directory! });

/** Waits for a reader that is slower than the log. */
const say = (text: string) => new Promise((said) => process.stdout.write(text, said));

function linked(streamId: string, revision: number, previousHash: string) {
  const id = randomUUID();
  const data = { note: 'x'.repeat(Math.floor(Math.random() * 400)) };
  const bytes = canonicalBytes({ id, therapyId: streamId, type: 'Tested', revision, previousHash, data });
  return { id, type: 'Tested', bytes, hash: sha256Hex(bytes) };
}

async function appendForEver(streamId: string): Promise<never> {
  const head = await store.head(streamId);
  let revision = head?.revision ?? 0;
  let hash = head?.hash ?? GENESIS_HASH;
  for (;;) {
    const size = 1 + Math.floor(Math.random() * 3);
    const events = Array.from({ length: size }, (_, index) => {
      const event = linked(streamId, revision + index + 1, hash);
      hash = event.hash;
      return event;
    });
    await store.append(streamId, revision, events);
    await say(events.map((event) => `${streamId} ${++revision} ${event.id}\n`).join(''));
  }
}

await Promise.all(Array.from({ length: CALLERS }, (_, caller) => appendForEver(`stream-${caller}`)));
