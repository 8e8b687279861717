import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { logFile } from '../../../src/event-store/sqlite/data-file.js';
import { newDirectory } from './real-log.js';

/** Writes all that is in the write-ahead log into the file, so that the file is all there is. */
export function settled(directory: string): string {
  const database = new DatabaseSync(logFile(directory));
  database.exec('PRAGMA wal_checkpoint(TRUNCATE); PRAGMA journal_mode = DELETE');
  database.close();
  return logFile(directory);
}

/** A copy of a data directory with other bytes for its log. */
export function copyWith(directory: string, bytes: Uint8Array): string {
  const copy = newDirectory();
  mkdirSync(join(copy, 'signing'));
  for (const name of ['checkpoints.sqlite', join('signing', 'verifier-keys.txt')])
    copyFileSync(join(directory, name), join(copy, name));
  writeFileSync(logFile(copy), bytes);
  return copy;
}

/** The pages of a b-tree of the file, and their size. */
function pagesOf(file: string, name: string): { readonly pages: readonly number[]; readonly size: number } {
  const database = new DatabaseSync(file, { readOnly: true });
  try {
    const size = Number(database.prepare('PRAGMA page_size').get()!.page_size);
    const root = Number(
      database.prepare('SELECT rootpage FROM sqlite_schema WHERE name = ?').get(name)!.rootpage,
    );
    return { pages: pagesBelow(readFileSync(file), root, size), size };
  } finally {
    database.close();
  }
}

const INTERIOR_INDEX = 2;

function pagesBelow(bytes: Buffer, page: number, size: number): readonly number[] {
  const start = (page - 1) * size;
  if (bytes[start] !== INTERIOR_INDEX) return [page];
  const cells = bytes.readUInt16BE(start + 3);
  const children = Array.from({ length: cells }, (_, cell) =>
    bytes.readUInt32BE(start + bytes.readUInt16BE(start + 12 + 2 * cell)),
  );
  return [
    page,
    ...[...children, bytes.readUInt32BE(start + 8)].flatMap((child) => pagesBelow(bytes, child, size)),
  ];
}

/** The file with one text in an index, the nth of its kind or all, made another one as long. */
export function withIndexed(
  file: string,
  index: string,
  from: string,
  to: string,
  nth: number | 'all',
): Buffer {
  const bytes = readFileSync(file);
  const { pages, size } = pagesOf(file, index);
  const places = pages.flatMap((page) => {
    const found: number[] = [];
    const end = page * size;
    for (let at = bytes.indexOf(from, end - size); at >= 0 && at < end; at = bytes.indexOf(from, at + 1))
      found.push(at);
    return found;
  });
  for (const place of nth === 'all' ? places : [places.at(nth)!]) bytes.write(to, place);
  return bytes;
}
