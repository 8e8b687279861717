import {
  type AppendToStreamOptions,
  BACKWARDS,
  END,
  KurrentDBClient,
  NO_STREAM,
  type ReadStreamOptions,
  START,
  STREAM_EXISTS,
  StreamDeletedError,
  StreamNotFoundError,
  WrongExpectedVersionError,
  jsonEvent,
} from '@kurrent/kurrentdb-client';
import { jest } from '@jest/globals';
import { somebodyOn } from './somebody.js';
import { StandIn } from './stand-in/stand-in.js';

const GREATEST = 2n ** 63n - 1n;
const S = 'shelf-1';
const META = `$$${S}`;

let standIn: StandIn;
let client: KurrentDBClient;
beforeEach(async () => {
  standIn = new StandIn();
  client = await somebodyOn(await standIn.start());
});
afterEach(async () => {
  await client.dispose();
  await standIn.stop();
});

const put = (count: number, options: AppendToStreamOptions = {}, stream = S) =>
  client.appendToStream(
    stream,
    Array.from({ length: count }, () => jsonEvent({ type: 'Put', data: {} })),
    options,
  );

async function revisions(options: ReadStreamOptions = {}, stream = S): Promise<number[]> {
  const found: number[] = [];
  for await (const { event } of client.readStream(stream, options)) found.push(Number(event!.revision));
  return found;
}

/** What stands in `$all` of some streams: their names, types and revisions. */
async function inAll(...names: string[]): Promise<string[]> {
  const found: string[] = [];
  for await (const { event } of client.readAll())
    if (names.includes(event!.streamId)) found.push(`${event!.streamId} ${event!.type} ${event!.revision}`);
  return found;
}

const puts = (...numbers: number[]) => numbers.map((revision) => `${S} Put ${revision}`);
describe('a stream that was deleted', () => {
  it('is not found, and stands in the log until it is scavenged but for its last event', async () => {
    await put(3);
    const { position } = await client.deleteStream(S, { expectedRevision: 2n });
    await expect(revisions()).rejects.toBeInstanceOf(StreamNotFoundError);
    await expect(revisions({ direction: BACKWARDS, fromRevision: END })).rejects.toBeInstanceOf(
      StreamNotFoundError,
    );
    expect(await inAll(S, META)).toEqual([...puts(0, 1, 2), `${META} $metadata 0`]);
    expect(position!.commit).toBe(BigInt(standIn.log.records.at(-1)!.position));
    expect(Buffer.from(standIn.log.stream(META)[0]!.data).toString()).toBe(`{"$tb":${GREATEST}}`);
    standIn.log.scavenge();
    expect(await inAll(S, META)).toEqual([...puts(2), `${META} $metadata 0`]);
    await expect(revisions()).rejects.toBeInstanceOf(StreamNotFoundError);
  });

  it.each<[string, AppendToStreamOptions]>([
    ['anything', {}],
    ['no stream', { streamState: NO_STREAM }],
    ['what was its last', { streamState: 2n }],
  ])('begins anew after its last event for who expects %s', async (_, expected) => {
    await client.setStreamMetadata(S, { maxAge: 1_000, shelf: 'high' });
    await put(3);
    await client.deleteStream(S);
    expect((await put(2, expected)).nextExpectedRevision).toBe(4n);
    expect(await revisions()).toEqual([3, 4]);
    expect(await revisions({ direction: BACKWARDS, fromRevision: END })).toEqual([4, 3]);
    expect((await client.getStreamMetadata(S)).metadata).toEqual({ truncateBefore: 3 });
    expect((await inAll(META)).at(-1)).toBe(`${META} $metadata 2`);
    standIn.log.scavenge();
    expect(await inAll(S, META)).toEqual([...puts(3, 4), `${META} $metadata 2`]);
    expect((await put(1, { streamState: 4n })).nextExpectedRevision).toBe(5n);
  });

  it('is not there for who expects it, and may be deleted again', async () => {
    await put(2);
    await client.deleteStream(S);
    await expect(put(1, { streamState: STREAM_EXISTS })).rejects.toBeInstanceOf(WrongExpectedVersionError);
    await expect(put(1, { streamState: 0n })).rejects.toMatchObject({ actualState: 1n });
    await client.deleteStream(S, { expectedRevision: NO_STREAM });
    expect(await inAll(META)).toHaveLength(2);
  });

  it('acknowledges what it held from its beginning, and begins not anew', async () => {
    const events = [jsonEvent({ type: 'Put', data: {} })];
    await client.appendToStream(S, events, { streamState: NO_STREAM });
    await client.deleteStream(S);
    await client.appendToStream(S, events, { streamState: NO_STREAM });
    await expect(revisions()).rejects.toBeInstanceOf(StreamNotFoundError);
  });

  it('begins anew by its metadata, too', async () => {
    await put(2);
    await client.deleteStream(S);
    await client.setStreamMetadata(S, { maxCount: 5 });
    expect(await revisions()).toEqual([]);
    expect((await client.getStreamMetadata(S)).metadata).toEqual({ maxCount: 5, truncateBefore: 2 });
    await put(1);
    expect(await revisions()).toEqual([2]);
  });

  it('must have been there, at the revision that is expected', async () => {
    await expect(client.deleteStream(S)).rejects.toBeInstanceOf(WrongExpectedVersionError);
    await put(2);
    const refused = client.deleteStream(S, { expectedRevision: 0n });
    await expect(refused).rejects.toMatchObject({ expectedState: 0n, actualState: 1n, streamName: S });
    expect(await revisions()).toEqual([0, 1]);
  });
});

describe('metadata', () => {
  it.each([
    ['the number of events', { maxCount: 2 }],
    ['what is before a revision', { truncateBefore: 3 }],
    ['both, the narrower', { maxCount: 4, truncateBefore: 3 }],
  ])('cut %s, from the log only in a scavenge', async (_, metadata) => {
    await put(5);
    await client.setStreamMetadata(S, metadata);
    for (const isScavenged of [false, true]) {
      expect(await revisions()).toEqual([3, 4]);
      expect(await revisions({ fromRevision: 1n, maxCount: 1 })).toEqual([3]);
      expect(await revisions({ fromRevision: 4n })).toEqual([4]);
      expect(await revisions({ direction: BACKWARDS, fromRevision: END })).toEqual([4, 3]);
      expect(await revisions({ direction: BACKWARDS, fromRevision: 9n, maxCount: 1 })).toEqual([4]);
      expect(await revisions({ direction: BACKWARDS, fromRevision: 2n })).toEqual([]);
      expect(await inAll(S)).toEqual(isScavenged ? puts(3, 4) : puts(0, 1, 2, 3, 4));
      standIn.log.scavenge();
    }
    await expect(put(1, { streamState: 0n })).rejects.toMatchObject({ actualState: 4n });
    expect((await put(1, { streamState: 4n })).nextExpectedRevision).toBe(5n);
  });

  it('cut what is too old', async () => {
    const yesterday = Date.now() - 86_400_000;
    const clock = jest.spyOn(Date, 'now').mockReturnValue(yesterday);
    await put(2);
    clock.mockRestore();
    await put(1);
    await client.setStreamMetadata(S, { maxAge: 3_600 });
    expect(await revisions()).toEqual([2]);
    standIn.log.scavenge();
    expect(await inAll(S)).toEqual(puts(2));
  });

  it('may cut everything: the stream is there and empty, and its last event is kept in the log', async () => {
    await put(3);
    await client.setStreamMetadata(S, { truncateBefore: 9 });
    expect(await revisions()).toEqual([]);
    standIn.log.scavenge();
    expect(await inAll(S)).toEqual(puts(2));
    await put(1);
    expect(await revisions()).toEqual([]);
    await client.setStreamMetadata(S, {});
    expect(await revisions()).toEqual([2, 3]);
  });

  it('count as they were set last, and what is none counts for nothing', async () => {
    await put(3);
    await client.setStreamMetadata(S, { truncateBefore: 2 });
    await client.setStreamMetadata(S, { truncateBefore: 1 });
    expect(await revisions()).toEqual([1, 2]);
    expect(await revisions({}, META)).toEqual([1]);
    // More than the server can hold, which it takes for none.
    await client.setStreamMetadata(S, { truncateBefore: 2 ** 63, maxCount: 1 });
    expect(await revisions()).toEqual([0, 1, 2]);
    standIn.log.scavenge();
    expect(await inAll(META)).toEqual([`${META} $metadata 2`]);
  });
});

describe('a tombstone', () => {
  it('stands for good at the greatest revision, and nothing else of its stream after a scavenge', async () => {
    await client.setStreamMetadata(S, { maxCount: 9 });
    await put(2);
    await expect(client.tombstoneStream(S, { expectedRevision: 7n })).rejects.toBeInstanceOf(
      WrongExpectedVersionError,
    );
    await client.tombstoneStream(S, { expectedRevision: 1n });
    for (const stream of [S, META]) {
      await expect(revisions({}, stream)).rejects.toBeInstanceOf(StreamDeletedError);
      await expect(put(1, {}, stream)).rejects.toBeInstanceOf(StreamDeletedError);
    }
    await expect(client.deleteStream(S)).rejects.toBeInstanceOf(StreamDeletedError);
    await expect(client.tombstoneStream(S)).rejects.toBeInstanceOf(StreamDeletedError);
    const left = [`${S} $streamDeleted ${GREATEST}`];
    expect(await inAll(S, META)).toEqual([`${META} $metadata 0`, ...puts(0, 1), ...left]);
    standIn.log.scavenge();
    expect(await inAll(S, META)).toEqual(left);
  });
});

describe('a scavenge', () => {
  it('leaves all of what nobody cut, and positions as they were', async () => {
    await put(2, {}, 'other');
    await put(4);
    await client.setStreamMetadata(S, { truncateBefore: 2 });
    const positions = () => standIn.log.records.map(({ position }) => position);
    const before = positions();
    standIn.log.scavenge();
    const after = positions();
    expect(before.filter((position) => !after.includes(position))).toHaveLength(2);
    expect(await inAll('other', S)).toEqual(['other Put 0', 'other Put 1', ...puts(2, 3)]);
    const at = BigInt(before.find((position) => !after.includes(position))!);
    const [next] = after.filter((position) => BigInt(position) > at);
    for await (const { event } of client.readAll({ fromPosition: { commit: at, prepare: at }, maxCount: 1 }))
      expect(event?.position?.commit).toBe(BigInt(next!));
  });

  it('while a subscription reads takes nothing from it that is left', async () => {
    await put(40);
    await client.setStreamMetadata(S, { truncateBefore: 10 });
    const seen: number[] = [];
    const subscription = client.subscribeToAll({ fromPosition: START });
    for await (const { event } of subscription) {
      if (event?.streamId !== S) continue;
      if (seen.push(Number(event.revision)) === 1) {
        standIn.log.scavenge();
        await put(1);
      }
      if (event.revision === 40n) break;
    }
    expect(seen.slice(-31)).toEqual(Array.from({ length: 31 }, (_, index) => index + 10));
  });
});
