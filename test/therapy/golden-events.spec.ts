import { readFileSync, readdirSync } from 'node:fs';
import { readContent } from '../../src/therapy/content.js';
import { fieldErrors } from '../../src/therapy/checker.js';
import { eventTypes, recordableNames } from '../../src/therapy/events/index.js';
import type { Json } from './samples.js';

const folder = new URL('../golden/events/', import.meta.url);

test('each type has one frozen sample of each version', () => {
  expect(readdirSync(folder).sort()).toEqual(
    [...recordableNames, 'AuditSigned', 'PatientErased'].map((name) => `${name}.v1.json`).sort(),
  );
});

test.each(recordableNames)('%s v1 is accepted unchanged', (name) => {
  const sample = JSON.parse(readFileSync(new URL(`${name}.v1.json`, folder), 'utf8')) as Json;
  const result = readContent(sample, { defaultSourceKind: 'manual' });
  if (!result.ok) throw new Error(JSON.stringify(result.errors));
  expect(result.content).toMatchObject({ type: name, data: sample['data'], source: sample['source'] });
  expect(JSON.stringify(result.content.data)).toBe(JSON.stringify(sample['data']));
  expect(result.content.occurredAt.stated).toEqual(sample['occurredAt']);
  expect(result.id).toBe(sample['id']);
});

test.each(['AuditSigned', 'PatientErased'] as const)(
  '%s v1, which the service makes itself, is valid unchanged',
  (name) => {
    const sample = JSON.parse(readFileSync(new URL(`${name}.v1.json`, folder), 'utf8')) as Json;
    expect(fieldErrors(sample['data'], eventTypes[name].dataClass)).toEqual([]);
    expect(eventTypes[name].schemaVersion).toBe(1);
  },
);
