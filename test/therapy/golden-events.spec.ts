import { readFileSync, readdirSync } from 'node:fs';
import { readContent } from '../../src/therapy/content.js';
import { fieldErrors } from '../../src/therapy/checker.js';
import { eventTypes, recordableNames } from '../../src/therapy/events/index.js';
import { schemaVersionOf, upcast, versionsOf } from '../../src/therapy/versions.js';
import type { Json } from './samples.js';

const folder = new URL('../golden/events/', import.meta.url);

const types = Object.values(eventTypes);
const sampleOf = (name: string, version: number) =>
  JSON.parse(readFileSync(new URL(`${name}.v${version}.json`, folder), 'utf8')) as Json;

test('each type has one frozen sample of each version', () => {
  expect(readdirSync(folder).sort()).toEqual(
    types.flatMap(({ name }) => versionsOf(name).map((version) => `${name}.v${version}.json`)).sort(),
  );
});

test.each(types)('$name: what was written in any version is valid in the newest', (type) => {
  for (const version of versionsOf(type.name)) {
    const data = upcast(type.name, sampleOf(type.name, version)['data'] as object, version);
    expect(fieldErrors(data, type.dataClass)).toEqual([]);
  }
});

test.each(recordableNames)('%s is accepted unchanged in its newest version', (name) => {
  const sample = sampleOf(name, schemaVersionOf(name));
  const result = readContent(sample, { defaultSourceKind: 'manual' });
  if (!result.ok) throw new Error(JSON.stringify(result.errors));
  expect(result.content).toMatchObject({ type: name, data: sample['data'], source: sample['source'] });
  expect(JSON.stringify(result.content.data)).toBe(JSON.stringify(sample['data']));
  expect(result.content.occurredAt.stated).toEqual(sample['occurredAt']);
  expect(result.id).toBe(sample['id']);
});
