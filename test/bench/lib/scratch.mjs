import { mkdirSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** On the disk of the project: the system's directory for temporary files may be no disk at all. */
const root = fileURLToPath(new URL('../data/', import.meta.url));
let made = 0;

/** A new, empty directory. */
export function scratch() {
  const directory = `${root}${process.pid}-${++made}`;
  mkdirSync(directory, { recursive: true });
  return directory;
}

export async function inScratch(work) {
  const directory = scratch();
  try {
    return await work(directory);
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

export const dropScratch = () => rmSync(root, { recursive: true, force: true });
