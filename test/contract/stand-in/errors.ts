/** Errors of calls, by which a client knows what happened. */
import { Metadata, status } from '@grpc/grpc-js';
import type { Expected } from './log.ts';

function refusal(code: status, message: string, entries: Readonly<Record<string, string>>): Error {
  const metadata = new Metadata();
  for (const [name, value] of Object.entries(entries)) metadata.set(name, value);
  return Object.assign(new Error(message), { code, metadata });
}

export const notLeader = ({ host, port }: { readonly host: string; readonly port: number }): Error =>
  refusal(status.NOT_FOUND, 'Leader info available', {
    exception: 'not-leader',
    'leader-endpoint-host': host,
    'leader-endpoint-port': String(port),
  });

export const tooLarge = (): Error =>
  refusal(status.INVALID_ARGUMENT, 'Maximum Append Size Exceeded', {
    exception: 'maximum-append-size-exceeded',
    'maximum-append-size': String(1024 * 1024),
  });

/** That a stream was deleted for good. */
export const streamDeleted = (stream: string): Error =>
  refusal(status.FAILED_PRECONDITION, `Event stream '${stream}' is deleted.`, {
    exception: 'stream-deleted',
    'stream-name': stream,
  });

const NUMBERS = { 'no-stream': -1, any: -2, 'stream-exists': -4 } as const;

/** Of calls other than appends, whose answers say it. */
export function wrongVersion(call: string, stream: string, expected: Expected, current: number): Error {
  const number = typeof expected === 'number' ? expected : NUMBERS[expected];
  return refusal(
    status.FAILED_PRECONDITION,
    `${call} failed due to WrongExpectedVersion. Stream: ${stream}, Expected version: ${number}, Actual version: ${current}`,
    {
      exception: 'wrong-expected-version',
      'stream-name': stream,
      'expected-version': String(number),
      'actual-version': String(current),
    },
  );
}
