// Writes docs/reference from the built service (npm run docs:reference).
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { referencePages } from './reference/pages.mjs';

const FOLDER = new URL('../docs/reference/', import.meta.url);

for (const [name, made] of Object.entries(await referencePages())) {
  const file = new URL(name, FOLDER);
  if (existsSync(file) && readFileSync(file, 'utf8') === made) continue;
  writeFileSync(file, made);
  console.log(`docs/reference/${name} written`);
}
