import { existsSync } from 'node:fs';
import { type Half, everyFile, filesOf } from './files.js';
import { PARTS } from './parts.js';

const parts = Object.entries(PARTS).flatMap(([half, named]) =>
  Object.keys(named).map((part) => ({ half: half as Half, part })),
);

it('every spec file is run, in one part', () => {
  expect(parts.flatMap(({ half, part }) => filesOf(half, part)).toSorted()).toEqual(everyFile());
});

it('every part is a file that Jest runs', () => {
  expect(parts.filter(({ half, part }) => !existsSync(`test/suite/${half}/${part}.ts`))).toEqual([]);
});
