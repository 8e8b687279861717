import { readFileSync, readdirSync } from 'node:fs';
import { createHash } from 'node:crypto';

/** The rooms whose code decides what the rows are. */
const ROOMS = ['therapy', 'infusion', 'compliance', 'register'];

/** SHA-256 of the code that computes read models, so that no release can forget to say that it computes otherwise. */
export function codeHash(): string {
  const hash = createHash('sha256');
  for (const room of ROOMS) {
    const directory = new URL(`../../${room}/`, import.meta.url);
    const files = readdirSync(directory, { recursive: true, encoding: 'utf8' });
    for (const file of files.filter((name) => /\.[jt]s$/.test(name)).sort())
      hash.update(`${room}/${file}\n`).update(readFileSync(new URL(file, directory)));
  }
  return hash.digest('hex');
}
