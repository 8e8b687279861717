import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

const filesOf = (directory: string): string[] =>
  readdirSync(directory)
    .map((name) => join(directory, name))
    .flatMap((path) => (statSync(path).isDirectory() ? filesOf(path) : [path]));

/** A text as it stands in base64, whatever comes before it: what does not depend on its neighbours. */
const inBase64 = (text: string): string[] =>
  [0, 1, 2].flatMap((before) => {
    const encoded = Buffer.from('x'.repeat(before) + text).toString('base64url');
    const own = encoded.slice(before === 0 ? 0 : 4, -4);
    return [own, own.replaceAll('-', '+').replaceAll('_', '/')];
  });

/** The files below a directory in which a text stands, in clear or in base64. */
export const filesWith = (directory: string, text: string): readonly string[] =>
  filesOf(directory).filter((file) => {
    const bytes = readFileSync(file);
    return [text, ...inBase64(text)].some((form) => bytes.includes(form));
  });
