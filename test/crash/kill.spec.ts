import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSqliteEventStore } from '../../src/event-store/sqlite/sqlite-event-store.js';
import { type Acknowledgement, acknowledgementsIn, brokenPromises, integrityOf } from './acknowledged.js';
import { killAll, says, start } from './child.js';
import { FULL } from '../support/full.js';

const KILLS = FULL ? 50 : 2;
/** So often one log is killed and gone on with, before a new one is begun. */
const KILLS_PER_LOG = 5;
/** From before the log is open to the midst of the work. */
const LONGEST_LIFE_MS = 700;

const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));

describe('a log whose writer is killed', () => {
  let directory: string;
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'pump-ledger-kill-'));
  });
  afterEach(() => {
    killAll();
    rmSync(directory, { recursive: true, force: true });
  });

  async function liveAndDie(): Promise<readonly Acknowledgement[]> {
    const child = start('appender.ts', [directory]);
    await pause(Math.random() * LONGEST_LIFE_MS);
    child.process.kill('SIGKILL');
    await child.ended;
    expect(child.errors()).toBe('');
    return acknowledgementsIn(child.output());
  }

  const logs = Array.from({ length: Math.ceil(KILLS / KILLS_PER_LOG) }, (_, log) =>
    Math.min(KILLS_PER_LOG, KILLS - log * KILLS_PER_LOG),
  );

  it.each(logs)('keeps what was acknowledged, once and whole (%d kills)', async (kills) => {
    const acknowledged: Acknowledgement[] = [];
    for (let kill = 0; kill < kills; kill++) {
      acknowledged.push(...(await liveAndDie()));
      const store = await openSqliteEventStore({ directory });
      expect(await brokenPromises(store, acknowledged)).toEqual([]);
      await store.close();
      expect(integrityOf(directory)).toBe('ok');
    }
  });

  it('was truly at work, and had no second writer beside it', async () => {
    const first = start('appender.ts', [directory]);
    await says(first, /\n/);
    const second = start('appender.ts', [directory]);
    expect(await second.ended).toBe(1);
    expect(second.errors()).toMatch(/is in use: another running service/);
    first.process.kill('SIGKILL');
    await first.ended;
    expect(acknowledgementsIn(first.output()).length).toBeGreaterThan(100);
  });

  it('is found broken when a promise was not kept', async () => {
    const store = await openSqliteEventStore({ directory });
    const lost = { streamId: 's', revision: 1, id: 'lost' };
    expect(await brokenPromises(store, [lost])).toEqual(['lost: s 1 lost, found undefined']);
    await store.close();
  });
});
