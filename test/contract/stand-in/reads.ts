import { type ServerWritableStream, status } from '@grpc/grpc-js';
import { streamDeleted } from './errors.ts';
import type { Recorded, StandInLog } from './log.ts';
import { eventResponse, identifierOf, nameIn, streams } from './messages.ts';
import { LAST_REVISION } from './revisions.ts';

type ReadReq = InstanceType<typeof streams.ReadReq>;
type ReadResp = InstanceType<typeof streams.ReadResp>;
type Options = NonNullable<ReturnType<ReadReq['getOptions']>>;
export type ReadCall = ServerWritableStream<ReadReq, ReadResp>;

/** As the server: so many records are looked at before a checkpoint may come, where the client names no window. */
const SEARCH_WINDOW = 32;

function filterOf(options: Options): (record: Recorded) => boolean {
  const filter = options.hasFilter() ? options.getFilter() : undefined;
  if (!filter) return () => true;
  const isByStream = filter.hasStreamIdentifier();
  const expression = isByStream ? filter.getStreamIdentifier()! : filter.getEventType()!;
  const prefixes = expression.getPrefixList();
  const regex = expression.getRegex() === '' ? undefined : new RegExp(expression.getRegex(), 'u');
  return (record) => {
    const text = isByStream ? record.stream : record.type;
    return regex ? regex.test(text) : prefixes.some((prefix) => text.startsWith(prefix));
  };
}

/** Resolves when more may be written; false where nobody reads any more. */
async function give(call: ReadCall, response: ReadResp): Promise<boolean> {
  if (call.cancelled || call.destroyed) return false;
  if (call.write(response)) return true;
  const events = ['drain', 'close', 'cancelled'] as const;
  await new Promise<void>((done) => {
    const go = () => {
      for (const event of events) call.off(event, go);
      done();
    };
    for (const event of events) call.on(event, go);
  });
  return !call.cancelled && !call.destroyed;
}

const isStringIn = (options: Options) => options.getUuidOption()?.hasString() === true;

async function readStream(call: ReadCall, log: StandInLog, options: Options): Promise<void> {
  const from = options.getStream()!;
  const name = nameIn(from.getStreamIdentifier()!);
  if (log.isDeleted(name)) throw streamDeleted(name);
  const shown = log.shown(name);
  if (!shown) {
    const missing = new streams.ReadResp.StreamNotFound().setStreamIdentifier(identifierOf(name));
    await give(call, new streams.ReadResp().setStreamNotFound(missing));
    return;
  }
  const isBackwards = options.getReadDirection() === streams.ReadReq.Options.ReadDirection.BACKWARDS;
  const wanted = from.hasRevision() ? Number(from.getRevision()) : from.hasEnd() ? LAST_REVISION : 0;
  const start = wanted - (shown[0]?.revision ?? 0);
  const step = isBackwards ? -1 : 1;
  let left = Number(options.getCount());
  let at = isBackwards ? Math.min(start, shown.length - 1) : Math.max(start, 0);
  for (; left > 0 && at >= 0 && at < shown.length; at += step, left -= 1)
    if (!(await give(call, eventResponse(shown[at]!, isStringIn(options))))) return;
}

/** Lets the time pass that it takes to look at records that nobody wants. */
function looking(faults: SubscriptionFaults): () => Promise<void> {
  let looked = 0;
  return async () => {
    const { lookedAtPerMs } = faults;
    looked += 1;
    faults.looked += 1;
    if (lookedAtPerMs && looked % lookedAtPerMs === 0) await new Promise((done) => setTimeout(done, 1));
  };
}

async function readAll(
  call: ReadCall,
  log: StandInLog,
  options: Options,
  faults: SubscriptionFaults,
): Promise<void> {
  const look = looking(faults);
  const isWanted = filterOf(options);
  const from = options.getAll()!;
  const isBackwards = options.getReadDirection() === streams.ReadReq.Options.ReadDirection.BACKWARDS;
  const position = from.hasPosition() ? Number(from.getPosition()!.getCommitPosition()) : undefined;
  const { records } = log;
  const first = position === undefined ? 0 : log.indexFrom(position);
  // The server reads at a byte of its file, and finds no record there, unless it scavenged it.
  const isThere = position === undefined || !records[first] || records[first].position === position;
  if (!isThere && !log.isScavenged(position))
    throw Object.assign(new Error('Unexpected error: no record at this position'), { code: status.UNKNOWN });
  const step = isBackwards ? -1 : 1;
  let at = isBackwards ? (position === undefined ? records.length : first) - 1 : first;
  let left = Number(options.getCount());
  // The server ends a read only at one more than was wanted, or where there is none.
  for (; at >= 0 && at < records.length; at += step) {
    const record = records[at]!;
    if (!isWanted(record)) {
      await look();
      if (call.cancelled || call.destroyed) return;
      continue;
    }
    if (left === 0) return;
    left -= 1;
    if (!(await give(call, eventResponse(record, isStringIn(options))))) return;
  }
}

/** What a subscription may be made to do. */
export interface SubscriptionFaults {
  /** Looks at so many records in a millisecond that nobody wants, and says nothing meanwhile but by checkpoints. */
  lookedAtPerMs?: number;
  /** So many records were looked at that nobody wanted. */
  looked: number;
  /** Says nothing any more, without ending. */
  isSilent: boolean;
  /** Gives each event again, some events later. */
  isRepeating: boolean;
}

async function subscribe(
  call: ReadCall,
  log: StandInLog,
  options: Options,
  faults: SubscriptionFaults,
): Promise<void> {
  const isWanted = filterOf(options);
  const from = options.getAll()!;
  const filter = options.getFilter();
  const window = filter?.hasMax() ? filter.getMax() : SEARCH_WINDOW;
  const interval = window * Math.max(1, filter?.getCheckpointintervalmultiplier() ?? 1);
  const { ReadResp } = streams;
  let after = from.hasPosition() ? Number(from.getPosition()!.getCommitPosition()) : -1;
  if (from.hasEnd()) after = log.records.at(-1)?.position ?? -1;
  const confirmation = new ReadResp.SubscriptionConfirmation().setSubscriptionId(crypto.randomUUID());
  if (!(await give(call, new ReadResp().setConfirmation(confirmation)))) return;
  const look = looking(faults);
  let wake = () => {};
  const stop = log.listen(() => wake());
  for (const end of ['close', 'cancelled']) call.once(end, () => wake());
  try {
    let considered = 0;
    let isCaughtUp = false;
    const late: Recorded[] = [];
    const checkpoint = () => {
      const commit = String(after);
      return give(
        call,
        new ReadResp().setCheckpoint(
          new ReadResp.Checkpoint().setCommitPosition(commit).setPreparePosition(commit),
        ),
      );
    };
    for (;;) {
      const { records } = log;
      for (let at = log.indexFrom(after + 1); at < records.length; at += 1) {
        if (call.cancelled || call.destroyed || faults.isSilent) break;
        const record = records[at]!;
        after = record.position;
        considered += 1;
        if (!isWanted(record)) await look();
        if (isWanted(record)) {
          if (!(await give(call, eventResponse(record, isStringIn(options))))) return;
          late.push(record);
          if (faults.isRepeating && late.length > 3)
            await give(call, eventResponse(late.splice(0, 1)[0]!, isStringIn(options)));
        }
        if (filter && considered % interval === 0 && !(await checkpoint())) return;
      }
      if (call.cancelled || call.destroyed) return;
      if (log.indexFrom(after + 1) < log.records.length && !faults.isSilent) continue;
      if (!isCaughtUp && !faults.isSilent) {
        isCaughtUp = true;
        if (filter && after >= 0 && !(await checkpoint())) return;
        if (!(await give(call, new ReadResp().setCaughtUp(new ReadResp.CaughtUp())))) return;
        continue;
      }
      await new Promise<void>((done) => (wake = done));
    }
  } finally {
    stop();
  }
}

/** `Streams/Read`: reads and subscriptions of streams and of everything. */
export async function read(call: ReadCall, log: StandInLog, faults: SubscriptionFaults): Promise<void> {
  const options = call.request.getOptions()!;
  if (options.hasSubscription()) await subscribe(call, log, options, faults);
  else if (options.hasStream()) await readStream(call, log, options);
  else await readAll(call, log, options, faults);
  call.end();
}
