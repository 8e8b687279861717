import { readFileSync } from 'node:fs';
import { readContent } from '../../src/therapy/content.js';
import { decide } from '../../src/therapy/decider.js';
import type { EventId, Sealed, TherapyId } from '../../src/therapy/envelope.js';
import { exampleOrder } from '../support/example-order.js';
import { body } from './samples.js';

const therapyId = 'example' as TherapyId;

test('the examples can be recorded one after the other', () => {
  const events: Sealed[] = [];
  for (const name of exampleOrder) {
    const read = readContent(body(name), { defaultSourceKind: 'manual' });
    if (!read.ok) throw new Error(JSON.stringify(read.errors));
    const id = read.id ?? (`example-${events.length}` as EventId);
    const now = Date.parse(read.content.occurredAt.latest) + 1;
    decide(
      { id, content: read.content, now },
      {
        therapyId,
        events,
        frontier: { kind: 'open' },
        find: (id) => events.find((event) => event.id === id),
      },
    );
    events.push({
      ...read.content,
      id,
      therapyId,
      schemaVersion: 1,
      revision: events.length + 1,
      recordedAt: new Date(now).toISOString(),
      recordedBy: { subject: 'test', name: 'Test', role: 'test' },
      previousHash: '0'.repeat(64),
    });
  }
  expect(events).toHaveLength(exampleOrder.length);
});

test.each(['a', 'b'])('the published case, reading %s, is accepted line by line', (reading) => {
  const file = new URL(`../../examples/case-report/case-report-${reading}.ndjson`, import.meta.url);
  for (const line of readFileSync(file, 'utf8').trim().split('\n')) {
    const read = readContent(JSON.parse(line), { defaultSourceKind: 'import', allowTherapyId: true });
    expect(read.ok ? [] : read.errors).toEqual([]);
  }
});
