import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { unzipSync } from 'fflate';
import { type PackContent, packOf } from '../../../src/evidence/pack.js';
import { zipOf } from '../../../src/evidence/zip.js';

/** A zip in memory. */
export async function zipped(content: PackContent, at = 0): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for await (const piece of zipOf(packOf(content), at)) pieces.push(piece);
  return Buffer.concat(pieces);
}

/** The files of a zip, in their order. */
export const filesIn = (zip: Uint8Array): ReadonlyMap<string, Buffer> =>
  new Map(Object.entries(unzipSync(zip)).map(([name, bytes]) => [name, Buffer.from(bytes)]));

export async function unpackInto(folder: string, files: ReadonlyMap<string, Uint8Array>): Promise<void> {
  for (const [name, bytes] of files) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), bytes);
  }
}
