/** What goes over the wire, by the service definitions that the client ships. */
import { createRequire } from 'node:module';
import type { Appended, Expected, Proposed, Recorded } from './log.ts';
import { onWire } from './revisions.ts';

const require = createRequire(import.meta.url);
const GENERATED = '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1';

export const streams = require(
  `${GENERATED}/streams_pb`,
) as typeof import('@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/streams_pb.js');
export const shared = require(
  `${GENERATED}/shared_pb`,
) as typeof import('@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/shared_pb.js');
export const features = require(
  `${GENERATED}/serverfeatures_pb`,
) as typeof import('@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/serverfeatures_pb.js');
const status = require(
  `${GENERATED}/status_pb`,
) as typeof import('@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/status_pb.js');
export const gossip = require(
  `${GENERATED}/gossip_pb`,
) as typeof import('@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/gossip_pb.js');
export const services = {
  gossip: require(
    `${GENERATED}/gossip_grpc_pb`,
  ) as typeof import('@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/gossip_grpc_pb.js'),
  streams: require(
    `${GENERATED}/streams_grpc_pb`,
  ) as typeof import('@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/streams_grpc_pb.js'),
  features: require(
    `${GENERATED}/serverfeatures_grpc_pb`,
  ) as typeof import('@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/serverfeatures_grpc_pb.js'),
};
const { Any } =
  require('google-protobuf/google/protobuf/any_pb') as typeof import('google-protobuf/google/protobuf/any_pb.js');
const google =
  require('google-protobuf/google/protobuf/empty_pb') as typeof import('google-protobuf/google/protobuf/empty_pb.js');

type Uuid = InstanceType<typeof shared.UUID>;
type Identifier = InstanceType<typeof shared.StreamIdentifier>;

export function uuidIn(uuid: Uuid): string {
  if (uuid.hasString()) return uuid.getString();
  const structured = uuid.getStructured()!;
  const half = (text: string) => BigInt.asUintN(64, BigInt(text)).toString(16).padStart(16, '0');
  const hex = half(structured.getMostSignificantBits()) + half(structured.getLeastSignificantBits());
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

function uuidOf(id: string, isString: boolean): Uuid {
  const uuid = new shared.UUID();
  if (isString) return uuid.setString(id);
  const hex = id.replaceAll('-', '');
  const half = (from: number) => BigInt.asIntN(64, BigInt(`0x${hex.slice(from, from + 16)}`)).toString();
  return uuid.setStructured(
    new shared.UUID.Structured().setMostSignificantBits(half(0)).setLeastSignificantBits(half(16)),
  );
}

export const nameIn = (identifier: Identifier): string =>
  Buffer.from(identifier.getStreamName_asU8()).toString('utf8');

export const identifierOf = (name: string): Identifier =>
  new shared.StreamIdentifier().setStreamName(Buffer.from(name, 'utf8').toString('base64'));

/** An event as a read or a subscription gives it. */
export function eventResponse(record: Recorded, isStringUuid: boolean) {
  const { ReadResp } = streams;
  const position = String(record.position);
  const event = new ReadResp.ReadEvent.RecordedEvent()
    .setId(uuidOf(record.id, isStringUuid))
    .setStreamIdentifier(identifierOf(record.stream))
    .setStreamRevision(onWire(record.revision))
    .setCommitPosition(position)
    .setPreparePosition(position)
    .setData(record.data)
    .setCustomMetadata(record.metadata);
  event
    .getMetadataMap()
    .set('type', record.type)
    .set('content-type', record.contentType)
    .set('created', String(record.created));
  return new ReadResp().setEvent(new ReadResp.ReadEvent().setEvent(event).setCommitPosition(position));
}

type Message =
  | InstanceType<typeof streams.AppendReq.ProposedMessage>
  | InstanceType<typeof streams.BatchAppendReq.ProposedMessage>;

export const proposedIn = (message: Message): Proposed => ({
  id: uuidIn(message.getId()!),
  type: message.getMetadataMap().get('type')!,
  contentType: message.getMetadataMap().get('content-type')!,
  data: message.getData_asU8(),
  metadata: message.getCustomMetadata_asU8(),
});

export function expectedIn(
  options:
    | InstanceType<typeof streams.AppendReq.Options>
    | InstanceType<typeof streams.BatchAppendReq.Options>
    | InstanceType<typeof streams.DeleteReq.Options>
    | InstanceType<typeof streams.TombstoneReq.Options>,
): Expected {
  if (options.hasNoStream()) return 'no-stream';
  if (options.hasStreamExists()) return 'stream-exists';
  if (options.hasAny()) return 'any';
  return Number('getRevision' in options ? options.getRevision() : options.getStreamPosition());
}

/** The answer to `Append`; undefined where it is an error of the call. */
export function appendResponse(outcome: Appended, expected: Expected) {
  const { AppendResp } = streams;
  switch (outcome.kind) {
    case 'success': {
      const position = String(outcome.position);
      return new AppendResp().setSuccess(
        new AppendResp.Success()
          .setCurrentRevision(String(outcome.revision))
          .setPosition(new AppendResp.Position().setCommitPosition(position).setPreparePosition(position)),
      );
    }
    case 'wrong-version': {
      const wrong = new AppendResp.WrongExpectedVersion();
      if (outcome.current < 0) wrong.setCurrentNoStream(new shared.Empty());
      else wrong.setCurrentRevision(String(outcome.current));
      if (expected === 'no-stream') wrong.setExpectedNoStream(new shared.Empty());
      else if (expected === 'stream-exists') wrong.setExpectedStreamExists(new shared.Empty());
      else if (expected === 'any') wrong.setExpectedAny(new shared.Empty());
      else wrong.setExpectedRevision(String(expected));
      return new AppendResp().setWrongExpectedVersion(wrong);
    }
    case 'too-large':
    case 'deleted':
      return undefined;
    default:
      return outcome satisfies never;
  }
}

function packed(message: { serializeBinary(): Uint8Array }, name: string) {
  const any = new Any();
  any.pack(message.serializeBinary(), name);
  return any;
}

/** The answer to one append of `BatchAppend`. */
export function batchResponse(outcome: Appended, expected: Expected, stream: string, correlation: Uuid) {
  const { BatchAppendResp } = streams;
  const response = new BatchAppendResp()
    .setCorrelationId(correlation)
    .setStreamIdentifier(identifierOf(stream));
  const failed = (message: { serializeBinary(): Uint8Array }, name: string) =>
    response.setError(
      new status.Status().setMessage(name).setDetails(packed(message, `event_store.client.${name}`)),
    );
  switch (outcome.kind) {
    case 'success': {
      const position = String(outcome.position);
      const all = new shared.AllStreamPosition().setCommitPosition(position).setPreparePosition(position);
      return response.setSuccess(
        new BatchAppendResp.Success().setCurrentRevision(String(outcome.revision)).setPosition(all),
      );
    }
    case 'wrong-version': {
      const wrong = new shared.WrongExpectedVersion();
      if (outcome.current < 0) wrong.setCurrentNoStream(new google.Empty());
      else wrong.setCurrentStreamRevision(String(outcome.current));
      if (expected === 'no-stream') wrong.setExpectedNoStream(new google.Empty());
      else if (expected === 'stream-exists') wrong.setExpectedStreamExists(new google.Empty());
      else if (expected === 'any') wrong.setExpectedAny(new google.Empty());
      else wrong.setExpectedStreamPosition(String(expected));
      return failed(wrong, 'WrongExpectedVersion');
    }
    case 'too-large':
      return failed(
        new shared.MaximumAppendSizeExceeded().setMaxappendsize(1024 * 1024),
        'MaximumAppendSizeExceeded',
      );
    case 'deleted':
      return failed(new shared.StreamDeleted().setStreamIdentifier(identifierOf(stream)), 'StreamDeleted');
    default:
      return outcome satisfies never;
  }
}

/** What a server says that it can do. */
export function supportedMethods(names: readonly string[]) {
  const methods = names.map((name) =>
    new features.SupportedMethod()
      .setServiceName('event_store.client.streams.streams')
      .setMethodName(name)
      .setFeaturesList(name === 'read' ? ['position', 'events'] : []),
  );
  return new features.SupportedMethods().setEventStoreServerVersion('26.1.0').setMethodsList(methods);
}
