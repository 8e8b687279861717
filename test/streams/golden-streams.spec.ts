import { readFileSync, readdirSync } from 'node:fs';
import { fieldErrors } from '../../src/therapy/checker.js';
import type { EventId } from '../../src/therapy/envelope.js';
import { NO_HEAD } from '../../src/therapy/head.js';
import { NAMED_ID } from '../../src/therapy/events/fields/texts.js';
import { streamEventTypes } from '../../src/streams/event-types.js';
import { STREAM_SCHEMA_VERSIONS, type StreamEvent, isOfTherapy } from '../../src/streams/ledger-event.js';
import { sealStreamEvent } from '../../src/streams/seal-stream-event.js';
import { streamIdOf, therapyOf } from '../../src/streams/streams.js';

const folder = new URL('../golden/streams/', import.meta.url);
const sampleOf = (name: string, version: number) =>
  JSON.parse(readFileSync(new URL(`${name}.v${version}.json`, folder), 'utf8')) as {
    readonly bytes: string;
    readonly hash: string;
  };
const types = Object.values(streamEventTypes);

test('each type has one frozen sample of each version', () => {
  expect(readdirSync(folder).toSorted()).toEqual(
    types
      .flatMap(({ name }) =>
        Array.from({ length: STREAM_SCHEMA_VERSIONS[name] }, (_, index) => `${name}.v${index + 1}.json`),
      )
      .toSorted(),
  );
});

test.each(types)('$name: its bytes and hash never change', ({ name, dataClass, example }) => {
  const { bytes, hash } = sampleOf(name, 1);
  const event = JSON.parse(bytes) as StreamEvent;
  expect([fieldErrors(event.data, dataClass), fieldErrors(example.data, dataClass)]).toEqual([[], []]);
  expect(isOfTherapy(event)).toBe(false);
  const made = sealStreamEvent(
    event.stream,
    'golden-event' as EventId,
    { type: name, data: example.data },
    NO_HEAD,
    Date.UTC(2025, 2, 6, 10),
    event.recordedBy,
  );
  expect([Buffer.from(made.bytes).toString(), made.hash]).toEqual([bytes, hash]);
});

test('no therapy can have the id of such a stream, and all come before it', () => {
  const stream = streamIdOf('policies');
  expect([therapyOf(stream), therapyOf('policies')]).toEqual([undefined, 'policies']);
  expect(NAMED_ID.test(stream)).toBe(false);
  expect(['z', 'Z9', 'zzzz', stream, '0'].toSorted().at(-1)).toBe(stream);
});
