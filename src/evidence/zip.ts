import { setImmediate as nextTurn } from 'node:timers/promises';
import { Zip, ZipDeflate } from 'fflate';
import type { Instant } from '../therapy/envelope.js';

/** A file on its way into a zip, read once and in order. */
export interface PackedFile {
  readonly name: string;
  readonly content: Iterable<Uint8Array> | AsyncIterable<Uint8Array>;
}

/** Compressed at a time: requests wait for as long as that takes. */
const MOST_BYTES = 128 * 1024;

const NOON = 12;
/** The years that a zip can name. */
const FIRST_YEAR = 1980;
const LAST_YEAR = 2099;

/**
 * The day of an instant in UTC. A zip's times are those of some clock on a wall, so the hour is noon on every machine,
 * whatever its time zone.
 */
function dayIn(at: Instant): Date {
  const day = new Date(at);
  const year = Math.min(Math.max(day.getUTCFullYear(), FIRST_YEAR), LAST_YEAR);
  return new Date(year, day.getUTCMonth(), day.getUTCDate(), NOON);
}

function* slicesOf(piece: Uint8Array): Generator<Uint8Array> {
  for (let at = 0; at < piece.length; at += MOST_BYTES) yield piece.subarray(at, at + MOST_BYTES);
}

/** Zips files one after another, holding no more of them than a piece: the same files and day are the same bytes. */
export async function* zipOf(
  files: Iterable<PackedFile> | AsyncIterable<PackedFile>,
  at: Instant,
): AsyncGenerator<Uint8Array> {
  const made: Uint8Array[] = [];
  const zip = new Zip((error, chunk) => {
    if (error) throw error;
    if (chunk.length > 0) made.push(chunk);
  });
  for await (const { name, content } of files) {
    const file = new ZipDeflate(name);
    file.mtime = dayIn(at);
    zip.add(file);
    for await (const piece of content) {
      for (const slice of slicesOf(piece)) {
        await nextTurn();
        file.push(slice);
        yield* made.splice(0);
      }
    }
    file.push(new Uint8Array(), true);
  }
  zip.end();
  yield* made.splice(0);
}
