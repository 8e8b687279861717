import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { AppendGate } from '../../src/event-store/append-gate.js';
import { COMMAND_LINE } from '../../src/cli/command-line.js';
import { ANONYMOUS } from '../../src/record/anonymous.js';
import { newEventId } from '../../src/record/event-id.js';
import { Recorder } from '../../src/record/recorder.js';
import { StoreUnavailable } from '../../src/event-store/port.js';
import { ClockWatch } from '../../src/repository/clock-watch.js';
import { StreamLog } from '../../src/repository/stream-log.js';
import { Therapies } from '../../src/repository/therapies.js';
import { wordsHashOf } from '../../src/streams/events/clock-accepted.js';
import { readContent } from '../../src/therapy/content.js';
import type { TherapyId } from '../../src/therapy/envelope.js';
import { noted, registered } from '../e2e/support/client.js';
import { disclosuresInMemory, sameSalt } from '../support/disclosures.js';
import { MemoryStore } from './memory-store.js';

const T = 't' as TherapyId;
const NOON = Date.UTC(2026, 5, 1, 12);
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const YEAR = 366 * 24 * HOUR;

const WHY = { reason: 'compared with the radio clock', authority: 'head of IT' };

describe('a clock by which events are recorded', () => {
  let dataDir: string;
  let store: MemoryStore;
  /** What the machine's clocks say. */
  let now: number;
  let steady: number;
  beforeAll(() => Logger.overrideLogger(false));
  beforeEach(() => {
    dataDir = mkdtempSync(join(tmpdir(), 'pump-ledger-clock-'));
    store = new MemoryStore();
    now = NOON;
    steady = 0;
  });
  afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

  /** A service that is started on the log. */
  async function started(asleep: () => number = () => 0) {
    const clocks = { awake: () => steady - asleep(), sinceBoot: () => steady };
    const watch = new ClockWatch({ dataDir }, store, () => now, clocks);
    await watch.onModuleInit();
    const therapies = new Therapies(store, new AppendGate());
    const clock = () => watch.now();
    const disclosures = disclosuresInMemory();
    const recorder = new Recorder(therapies, store, new AppendGate(), disclosures, sameSalt, clock);
    const record = (event: object) => {
      const read = readContent(event, { defaultSourceKind: 'manual' });
      if (!read.ok) throw new Error(JSON.stringify(read.errors));
      return recorder.record({ therapyId: T, content: read.content, recordedBy: ANONYMOUS });
    };
    return { watch, record };
  }
  const pass = (ms: number) => {
    now += ms;
    steady += ms;
  };
  const refused = { kind: 'unavailable', code: 'CLOCK_DOUBTFUL' };

  it('is believed while it goes its course', async () => {
    const { record } = await started();
    await record(registered);
    pass(YEAR);
    now += 4 * MINUTE;
    await record(noted('2020-02-01'));
    pass(YEAR);
    now -= 8 * MINUTE;
    await record(noted('2020-02-01'));
  });

  it('is not believed when it is set forward, nor after another start, until it is set back', async () => {
    const { record } = await started();
    await record(registered);
    now += 5 * YEAR;
    await expect(record(noted('2020-02-01'))).rejects.toMatchObject(refused);
    pass(MINUTE);
    const again = await started();
    await expect(again.record(noted('2020-02-01'))).rejects.toMatchObject(refused);
    now -= 5 * YEAR;
    const mended = await started();
    await mended.record(noted('2020-02-01'));
    pass(HOUR);
    await (await started()).record(noted('2020-02-01'));
    expect(mended.watch.entries().map(({ type }) => type)).toEqual(['jumped', 'set-right']);
  });

  it('is believed again once it is set back while the service runs', async () => {
    const { watch, record } = await started();
    now += HOUR;
    expect(watch.doubt).toMatch(/^the clock was set forward by 60 minutes while the service ran/);
    now -= HOUR;
    await record(registered);
    pass(2 * HOUR);
    expect((await started()).watch.doubt).toBeUndefined();
  });

  it('is believed after a jump that a person accepted', async () => {
    const { watch } = await started();
    now += HOUR;
    expect(watch.doubt).toBeDefined();
    await (await started()).watch.accept(WHY, COMMAND_LINE);
    const { record } = await started();
    await record(registered);
    expect(watch.entries()).toMatchObject([
      { type: 'jumped', aheadMs: HOUR },
      { type: 'accepted', doubt: expect.stringMatching(/set forward/) as string, by: 'cli', ...WHY },
    ]);
  });

  it('is believed after the machine slept', async () => {
    let asleep = 0;
    const { record } = await started(() => asleep);
    asleep = 8 * HOUR;
    pass(8 * HOUR);
    await record(registered);
  });

  it('is not believed when it is behind the log, until a person accepts it', async () => {
    const ahead = await started();
    await ahead.record(registered);
    now -= 4 * MINUTE;
    await (await started()).record(noted('2020-02-01'));
    now -= 2 * HOUR;
    const behind = await started();
    await expect(behind.record(noted('2020-02-01'))).rejects.toMatchObject({
      ...refused,
      detail:
        'the clock says 2026-06-01T09:56:00.000Z, 124 minutes before the log’s last event, which was recorded at 2026-06-01T12:00:00.001Z; nothing is recorded until it is set right or accepted',
    });
    await behind.watch.accept(WHY, COMMAND_LINE);
    const accepted = await started();
    const { envelope } = await accepted.record(noted('2020-02-01'));
    expect(envelope.recordedAt).toBe('2026-06-01T12:00:00.002Z');
    await (await started()).record(noted('2020-02-01'));
  });

  it('is not believed when it is behind the last checkpoint, until a person accepts it', async () => {
    const { watch, record } = await started();
    watch.signed(now + 2 * HOUR);
    await expect(record(registered)).rejects.toMatchObject({
      ...refused,
      detail: expect.stringContaining(
        '120 minutes before its last checkpoint, which was signed at 2026-06-01T14',
      ),
    });
    await watch.accept(WHY, COMMAND_LINE);
    const accepted = await started();
    accepted.watch.signed(now + 2 * HOUR);
    await accepted.record(registered);
  });

  it('is accepted by an event of the log, which holds a digest of the words', async () => {
    await (await started()).record(registered);
    now -= HOUR;
    const { watch } = await started();
    await watch.accept(WHY, COMMAND_LINE);
    await watch.accept(WHY, COMMAND_LINE);
    const [first, second] = await new StreamLog(store, 'clock').all();
    expect(first!.event).toMatchObject({
      stream: 'clock',
      type: 'ClockAccepted',
      revision: 1,
      recordedBy: COMMAND_LINE,
      recordedAt: new Date(now).toISOString(),
      data: { doubt: watch.doubt, lastKnown: '2026-06-01T12:00:00.000Z' },
    });
    const lines = watch.entries().filter((entry) => entry.type === 'accepted');
    expect(lines.map(({ salt }) => wordsHashOf({ ...WHY, salt: salt! }))).toEqual(
      [first, second].map((one) => one!.event.data.wordsHash),
    );
    expect(first!.stored.hash).not.toBe(second!.stored.hash);
    expect(JSON.stringify([first, second])).not.toContain('radio');
  });

  it('is not accepted where the log does not take the event', async () => {
    const { watch } = await started();
    jest.spyOn(store, 'append').mockRejectedValueOnce(new StoreUnavailable('away'));
    await expect(watch.accept(WHY, COMMAND_LINE)).rejects.toThrow(StoreUnavailable);
    expect(watch.entries()).toEqual([]);
  });

  it('is not believed at a start years after the last that is known', async () => {
    await (await started()).record(registered);
    now += 5 * YEAR;
    const late = await started();
    await expect(late.record(noted('2020-02-01'))).rejects.toMatchObject(refused);
    await late.watch.accept(WHY, COMMAND_LINE);
    await (await started()).record(noted('2020-02-01'));
  });

  it('is never believed before there was such a service', async () => {
    now = -HOUR;
    const { watch, record } = await started();
    await expect(record(registered)).rejects.toMatchObject(refused);
    await expect(watch.accept(WHY, COMMAND_LINE)).rejects.toMatchObject(refused);
    expect(watch.entries()).toEqual([]);
    expect(newEventId(now)).toMatch(/^00000000-0000-7/);
  });
});
