import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { PolicyFault } from './fault.js';
import { type PolicyFile, firstReadAt, readPolicyFile } from './policy-file.js';

const MOST_BYTES = 1024 * 1024;

const codeOf = (error: unknown): string => (error as NodeJS.ErrnoException).code ?? String(error);

/** Reads one file, by whatever name; as first read when it was written, as what is kept was. */
export function readOne(file: string): PolicyFile | readonly PolicyFault[] {
  try {
    const found = statSync(file);
    if (!found.isFile()) return [{ file, detail: 'is not a file; accepted are files of one JSON document.' }];
    if (found.size > MOST_BYTES)
      return [{ file, detail: `has ${found.size} bytes; accepted are at most ${MOST_BYTES}.` }];
    const read = readPolicyFile(file, readFileSync(file));
    return 'version' in read ? firstReadAt(read, found.mtimeMs) : read;
  } catch (error) {
    return [
      { file, detail: `cannot be read (${codeOf(error)}); accepted is a file that the service may read.` },
    ];
  }
}

export interface Folder {
  readonly files: readonly PolicyFile[];
  readonly faults: readonly PolicyFault[];
}

/** The files of a folder, in order of their names; none where there is no such folder. */
export function readFolder(folder: string): Folder {
  let names: string[];
  try {
    names = readdirSync(folder).sort();
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return { files: [], faults: [] };
    const detail = `cannot be read (${codeOf(error)}); accepted is a directory that the service may read.`;
    return { files: [], faults: [{ file: folder, detail }] };
  }
  const files: PolicyFile[] = [];
  const faults: PolicyFault[] = [];
  for (const name of names.filter((name) => !name.startsWith('.'))) {
    const file = join(folder, name);
    const read = name.endsWith('.json') ? readOne(file) : [{ file, detail: NOT_A_POLICY }];
    if ('version' in read) files.push(read);
    else faults.push(...read);
  }
  return { files, faults };
}

const NOT_A_POLICY =
  'is not a policy’s name; accepted are names that end in .json, and hidden files, which are ignored.';
