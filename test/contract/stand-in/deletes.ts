import type { ServerUnaryCall } from '@grpc/grpc-js';
import { streamDeleted, wrongVersion } from './errors.ts';
import type { Appended, Expected, StandInLog } from './log.ts';
import { expectedIn, nameIn, streams } from './messages.ts';

const { DeleteResp, TombstoneResp } = streams;
type DeleteReq = InstanceType<typeof streams.DeleteReq>;
type DeleteResp = InstanceType<typeof DeleteResp>;
type TombstoneReq = InstanceType<typeof streams.TombstoneReq>;
type TombstoneResp = InstanceType<typeof TombstoneResp>;
type Answer<Response> = (error: Error | null, response?: Response) => void;
export type DeleteCall = ServerUnaryCall<DeleteReq, DeleteResp>;
export type DeleteAnswer = Answer<DeleteResp>;
export type TombstoneCall = ServerUnaryCall<TombstoneReq, TombstoneResp>;
export type TombstoneAnswer = Answer<TombstoneResp>;

/** Where the record of a deletion stands. @throws Error where there is none */
function positionIn(outcome: Appended, stream: string, expected: Expected): string {
  if (outcome.kind === 'success') return String(outcome.position);
  if (outcome.kind === 'wrong-version') throw wrongVersion('Delete', stream, expected, outcome.current);
  throw streamDeleted(stream);
}

function answered<Response>(answer: Answer<Response>, response: () => Response): void {
  try {
    answer(null, response());
  } catch (error) {
    answer(error as Error);
  }
}

/** `Streams/Delete`. */
export function remove({ request }: DeleteCall, answer: DeleteAnswer, log: StandInLog): void {
  const options = request.getOptions()!;
  const [stream, expected] = [nameIn(options.getStreamIdentifier()!), expectedIn(options)];
  answered(answer, () => {
    const position = positionIn(log.delete(stream, expected), stream, expected);
    return new DeleteResp().setPosition(
      new DeleteResp.Position().setCommitPosition(position).setPreparePosition(position),
    );
  });
}

/** `Streams/Tombstone`. */
export function tombstone({ request }: TombstoneCall, answer: TombstoneAnswer, log: StandInLog): void {
  const options = request.getOptions()!;
  const [stream, expected] = [nameIn(options.getStreamIdentifier()!), expectedIn(options)];
  answered(answer, () => {
    const position = positionIn(log.tombstone(stream, expected), stream, expected);
    return new TombstoneResp().setPosition(
      new TombstoneResp.Position().setCommitPosition(position).setPreparePosition(position),
    );
  });
}
