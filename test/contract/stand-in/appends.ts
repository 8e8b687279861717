import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ServerDuplexStream, ServerReadableStream } from '@grpc/grpc-js';
import { notLeader, streamDeleted, tooLarge } from './errors.ts';
import type { Appended, Expected, Proposed, StandInLog } from './log.ts';
import {
  appendResponse,
  batchResponse,
  expectedIn,
  nameIn,
  proposedIn,
  streams,
  uuidIn,
} from './messages.ts';

/** What may happen to one append. */
export type AppendFault =
  /** The connection is cut before anything is stored. */
  | 'lost-before'
  /** It is cut when everything is stored, before the answer. */
  | 'lost-after'
  | 'not-leader'
  /** Reaches the server twice, as from a proxy that repeats what it thinks is lost. */
  | 'twice'
  /** Stored at once, answered when the test lets it. */
  | { readonly answeredAfter: Promise<unknown> }
  /** Reaches the log when the test lets it. */
  | { readonly storedAfter: Promise<unknown> };

export interface AppendCircumstances {
  readonly log: StandInLog;
  /** Of the next append; undefined where all goes well. */
  fault(): AppendFault | undefined;
  cut(peer: string): void;
  /** Stores so many events when the server comes to it. */
  paced?<Value>(events: number, store: () => Value): Promise<Value>;
  /** Where clients are sent that ask for the leader. */
  readonly leader: { readonly host: string; readonly port: number };
}

type AppendReq = InstanceType<typeof streams.AppendReq>;
type AppendResp = InstanceType<typeof streams.AppendResp>;
type BatchAppendReq = InstanceType<typeof streams.BatchAppendReq>;
type BatchAppendResp = InstanceType<typeof streams.BatchAppendResp>;
export type AppendCall = ServerReadableStream<AppendReq, AppendResp>;
export type AppendAnswer = (error: Error | null, response?: AppendResp) => void;
export type BatchAppendCall = ServerDuplexStream<BatchAppendReq, BatchAppendResp>;
type Append = { stream: string; expected: Expected; events: Proposed[] };

/** Undefined where the answer does not come. */
async function outcomeOf(
  { stream, expected, events }: Append,
  peer: string,
  circumstances: AppendCircumstances,
): Promise<Appended | 'not-leader' | undefined> {
  const { log } = circumstances;
  const happens = circumstances.fault();
  if (happens === 'lost-before') {
    circumstances.cut(peer);
    return undefined;
  }
  if (happens === 'not-leader') return happens;
  if (typeof happens === 'object' && 'storedAfter' in happens) await happens.storedAfter;
  const store = () => log.append(stream, expected, events);
  const outcome = await (circumstances.paced?.(events.length, store) ?? store());
  if (happens === 'twice') log.append(stream, expected, events);
  if (happens === 'lost-after') {
    circumstances.cut(peer);
    return undefined;
  }
  if (typeof happens === 'object' && 'answeredAfter' in happens) await happens.answeredAfter;
  return outcome;
}

/** `Streams/Append`. */
export function append(call: AppendCall, answer: AppendAnswer, circumstances: AppendCircumstances): void {
  let wanted: Append | undefined;
  call.on('data', (request: AppendReq) => {
    const options = request.getOptions();
    if (options)
      wanted = { stream: nameIn(options.getStreamIdentifier()!), expected: expectedIn(options), events: [] };
    else wanted!.events.push(proposedIn(request.getProposedMessage()!));
  });
  call.on('error', () => {});
  const finish = async () => {
    // Of a call whose connection was cut the end may come first, and nobody knows what was to follow.
    await nextTurn();
    if (call.cancelled || call.destroyed || !wanted?.events.length) return;
    const outcome = await outcomeOf(wanted, call.getPeer(), circumstances);
    if (outcome === undefined) return;
    if (outcome === 'not-leader') return answer(notLeader(circumstances.leader));
    if (outcome.kind === 'deleted') return answer(streamDeleted(wanted.stream));
    const response = appendResponse(outcome, wanted.expected);
    if (response) answer(null, response);
    else answer(tooLarge());
  };
  call.on('end', () => void finish());
}

/** `Streams/BatchAppend`. */
export function batchAppend(call: BatchAppendCall, around: AppendCircumstances): void {
  const pending = new Map<string, Append>();
  // What was sent behind what did not arrive does not arrive either.
  let isOver = false;
  const circumstances: AppendCircumstances = {
    ...around,
    cut: (peer) => {
      isOver = true;
      around.cut(peer);
    },
  };
  const take = async (request: BatchAppendReq) => {
    const correlation = request.getCorrelationId()!;
    const id = uuidIn(correlation);
    const options = request.getOptions();
    if (options)
      pending.set(id, {
        stream: nameIn(options.getStreamIdentifier()!),
        expected: expectedIn(options),
        events: [],
      });
    const wanted = pending.get(id)!;
    wanted.events.push(...request.getProposedMessagesList().map(proposedIn));
    if (!request.getIsFinal()) return;
    pending.delete(id);
    if (isOver) return;
    const outcome = await outcomeOf(wanted, call.getPeer(), circumstances);
    if (outcome === undefined || call.cancelled || call.destroyed) return;
    if (outcome === 'not-leader') {
      isOver = true;
      call.emit('error', notLeader(circumstances.leader));
    } else call.write(batchResponse(outcome, wanted.expected, wanted.stream, correlation));
  };
  call.on('data', (request: BatchAppendReq) => void take(request));
  call.on('error', () => {});
  call.on('end', () => call.end());
}
