import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import type { INestApplicationContext } from '@nestjs/common';
import { type Imported, Importer } from '../record/import.js';
import { MOST_LINE_BYTES } from '../record/import-line.js';
import { linesOf } from '../record/lines.js';
import { COMMAND_LINE } from './command-line.js';
import { UsageError } from './exit.js';
import type { Terminal } from './invocation.js';
import { Progress } from './progress.js';
import { table } from './table.js';

interface FileImported extends Imported {
  readonly file: string;
}

async function sizeOf(file: string): Promise<number | undefined> {
  if (file === '-') return undefined;
  try {
    const found = await stat(file);
    if (found.isDirectory())
      throw new UsageError(`${file} is a directory; name files of one JSON object a line.`);
    return found.size;
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(`${file} cannot be read: ${(error as Error).message}.`, { cause: error });
  }
}

async function* counted(body: AsyncIterable<Buffer>, progress: Progress): AsyncGenerator<Buffer> {
  for await (const chunk of body) {
    progress.read(chunk.length);
    yield chunk;
  }
}

async function importFile(
  importer: Importer,
  file: string,
  size: number | undefined,
  { stdin, stderr }: Terminal,
): Promise<FileImported> {
  const progress = new Progress(size, stderr);
  const stream = file === '-' ? stdin : createReadStream(file);
  const body = Readable.from(counted(stream, progress), { objectMode: false });
  try {
    const imported = await importer.run(linesOf(body, MOST_LINE_BYTES), {
      recordedBy: COMMAND_LINE,
      onProgress: (lines) => progress.events(lines),
    });
    return { file, ...imported };
  } finally {
    progress.end();
  }
}

/** All files are looked at before the first is read. */
export const sizesOf = (files: readonly string[]): Promise<readonly (number | undefined)[]> =>
  Promise.all(files.map(sizeOf));

export async function importFiles(
  app: INestApplicationContext,
  files: readonly string[],
  sizes: readonly (number | undefined)[],
  terminal: Terminal,
): Promise<readonly FileImported[]> {
  const importer = app.get(Importer, { strict: false });
  const all: FileImported[] = [];
  for (const [index, file] of files.entries())
    all.push(await importFile(importer, file, sizes[index], terminal));
  return all;
}

export function showImported(all: readonly FileImported[]): string {
  const counts = all.map(({ file, recorded, duplicates, rejected }) => [
    file,
    String(recorded),
    String(duplicates),
    String(rejected.length),
  ]);
  const rejected = all.flatMap((one) =>
    one.rejected.map(({ line, code, detail }) => [one.file, String(line), code, detail]),
  );
  const parts = [table(['file', 'recorded', 'duplicates', 'rejected'], counts)];
  if (rejected.length > 0) parts.push(table(['file', 'line', 'code', 'what is wrong'], rejected));
  return parts.join('\n\n');
}
