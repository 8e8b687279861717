import type { INestApplicationContext } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import type { StreamHead } from '../event-store/port.js';
import { ListEvents, ListTherapies } from '../answers/messages.js';
import type { Envelope, TherapyId } from '../therapy/envelope.js';

const PAGE = 1_000;

async function walk<Item, Key>(
  first: Key,
  keyOf: (item: Item) => Key,
  read: (after: Key) => Promise<readonly Item[]>,
): Promise<readonly Item[]> {
  const all: Item[] = [];
  for (let after = first; ; after = keyOf(all.at(-1)!)) {
    const page = await read(after);
    for (const item of page) all.push(item);
    if (page.length < PAGE) return all;
  }
}

const bus = (app: INestApplicationContext) => app.get(QueryBus, { strict: false });

export const everyTherapy = (app: INestApplicationContext): Promise<readonly StreamHead[]> =>
  walk(
    undefined as string | undefined,
    ({ streamId }: StreamHead) => streamId,
    (after) => bus(app).execute(new ListTherapies(after, PAGE)),
  );

export const everyEvent = (
  app: INestApplicationContext,
  therapyId: TherapyId,
): Promise<readonly Envelope[]> =>
  walk(
    0,
    ({ revision }: Envelope) => revision,
    (after) => bus(app).execute(new ListEvents(therapyId, after, PAGE)),
  );
