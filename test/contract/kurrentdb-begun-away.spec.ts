import { setTimeout as pause } from 'node:timers/promises';
import { LogReader } from '../../src/event-store/kurrentdb/log-reader.js';
import { StoreUnavailable } from '../../src/event-store/port.js';
import { begin, end, standIn, store } from './kurrentdb-opened.js';
import { someEvents } from './store-events.js';

beforeEach(() => begin());
afterEach(end);

it('a reader that was begun while the server was away reads when it is back', async () => {
  await store.append('s', 0, someEvents(3));
  await standIn.goAway();
  const reader = LogReader.at(standIn.url);
  for (let attempt = 0; attempt < 3; attempt += 1)
    await expect(reader.readAll(undefined, 10)).rejects.toBeInstanceOf(StoreUnavailable);
  await standIn.comeBack();
  let read: number | undefined;
  for (const end = Date.now() + 60_000; read === undefined && Date.now() < end; await pause(100))
    read = await reader.readAll(undefined, 10).then(
      ({ length }) => length,
      () => undefined,
    );
  expect(read).toBe(3);
  await reader.close();
});
