import { readFileSync } from 'node:fs';
import { readContent } from '../../src/therapy/content.js';

const page = readFileSync('docs/how-to/record.md', 'utf8');
const events = [...page.matchAll(/^```json\n(.*?)^```$/gms)]
  .flatMap(([, block]) => (block!.startsWith('{\n') ? [block!] : block!.trim().split('\n')))
  .filter((text) => text.includes('"type"'));

test('the page tells of whole events', () => expect(events.length).toBeGreaterThan(7));

test.each(events)('what the page shows can be recorded: %s', (text) => {
  const allowTherapyId = text.includes('"therapyId"');
  const read = readContent(JSON.parse(text), { defaultSourceKind: 'manual', allowTherapyId });
  expect(read.ok ? [] : read.errors).toEqual([]);
});
