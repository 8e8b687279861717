import { readFileSync } from 'node:fs';
import { type UnzipFileInfo, unzipSync } from 'fflate';
import type { Files } from '../check.js';

/** The pack is no zip, or one that is not to be unpacked. */
class NoPack extends Error {}

const MOST_FILES = 1_000;
/** Unpacked; a therapy of a hundred thousand events has less. */
const MOST_BYTES = 512 * 1024 * 1024;

/**
 * Unpacks in memory: nothing is written, whatever names are in it.
 * @throws NoPack
 */
export function unpacked(zip: Uint8Array): Files {
  const names = new Set<string>();
  let bytes = 0;
  const take = ({ name, originalSize }: UnzipFileInfo): boolean => {
    if (name.endsWith('/')) return false;
    if (names.has(name)) throw new NoPack(`${JSON.stringify(name)} is in it twice`);
    names.add(name);
    bytes += originalSize;
    if (names.size > MOST_FILES || bytes > MOST_BYTES)
      throw new NoPack(`it holds more than ${MOST_FILES} files or ${MOST_BYTES} bytes`);
    return true;
  };
  try {
    return new Map(Object.entries(unzipSync(zip, { filter: take })));
  } catch (error) {
    if (error instanceof NoPack) throw error;
    throw new NoPack(`it is no zip that can be read (${(error as Error).message})`, { cause: error });
  }
}

/** @throws NoPack */
export const unpackedFile = (file: string): Files => unpacked(readFileSync(file));
