import { readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, sep } from 'node:path';

interface Rule {
  readonly name: string;
  readonly to: { readonly pathNot?: readonly string[] };
}

const { forbidden } = createRequire(import.meta.url)('../.dependency-cruiser.cjs') as {
  forbidden: readonly Rule[];
};
const files = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((file) =>
  /\.tsx?$/.test(file),
);
const roomOf = (path: string) => path.split(sep)[0]!;

/** The rooms that the files of a room import from. */
function known(room: string): readonly string[] {
  const imports = files
    .filter((file) => file.startsWith(`${room}${sep}`))
    .flatMap((file) =>
      [
        ...readFileSync(join('src', file), 'utf8').matchAll(/(?:from|import\(?|new URL\()\s*'(\.[^']+)'/g),
      ].map(([, path]) => join(dirname(file), path!)),
    );
  return [...new Set(imports.map(roomOf))].filter((one) => one !== room && one !== '..').sort();
}

const allowed = forbidden.flatMap(({ name, to }) => {
  const [, room] = /^(.+)-knows-only-its-rooms$/.exec(name) ?? [];
  const rooms = to.pathNot?.map((path) => path.replace(/^\^src\/(.+)\/$/, '$1'));
  return room ? [[room, rooms!.filter((one) => one !== room)] as const] : [];
});

it('every room under src has a rule, and no rule is of a room that is gone', () => {
  expect(allowed.map(([room]) => room).sort()).toEqual(
    readdirSync('src', { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name)
      .sort(),
  );
});

it.each(allowed)('%s may know the rooms that it uses, and no other', (room, rooms) => {
  expect(rooms.toSorted()).toEqual(known(room));
});
