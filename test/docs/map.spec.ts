import { readFileSync, readdirSync } from 'node:fs';

const MAP = readFileSync('docs/developing/README.md', 'utf8');
const rooms = readdirSync('src', { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => `src/${name}`);

test('the map shows every room, and none that is not there', () => {
  const shown = [...MAP.matchAll(/`(src\/[a-z-]+)`/g)].map(([, room]) => room!);
  expect([...new Set(shown)].toSorted()).toEqual(rooms.toSorted());
});
