/** Appends until the disk takes no more, waits for a word that there is space, and goes on. */
import { createHash, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { writeSync } from 'node:fs';
import { openSqliteEventStore } from './build.ts';

const [directory] = process.argv.slice(2);
const store = await openSqliteEventStore({ directory: directory! });
const say = (text: string) => writeSync(1, `${text}\n`);

let stored = 0;
const append = async () => {
  const bytes = new Uint8Array(4_000).fill(120);
  const hash = createHash('sha256').update(bytes).digest('hex');
  const events = [1, 2, 3].map(() => ({ id: randomUUID(), type: 'Tested', bytes, hash }));
  await store.append('s', stored, events);
  stored += events.length;
};
const outcome = (promise: Promise<unknown>) =>
  promise.then(
    () => 'fine',
    (error: Error) => error.constructor.name,
  );

let failure: string;
while ((failure = await outcome(append())) === 'fine');
const head = await store.head('s');
say(`full ${failure}, acknowledged ${stored}, stored ${head?.revision}, ping ${await outcome(store.ping())}`);
say(`still full ${await outcome(append())}`);
say('waiting');
await once(process.stdin, 'data');
say(`space ping ${await outcome(store.ping())}, append ${await outcome(append())}, stored ${stored}`);
await store.close();
process.stdin.destroy();
