import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { unpackInto } from '../../evidence/support/unpacked.js';

/** Runs a pack's own verifier in a folder of its own, with nothing but Node. */
export async function checkPack(
  directory: string,
  files: ReadonlyMap<string, Uint8Array>,
  words: readonly string[] = [],
) {
  const folder = await mkdtemp(join(directory, 'pack-'));
  await unpackInto(folder, files);
  const child = spawn(process.execPath, ['check.mjs', ...words], { cwd: folder, env: {} });
  const ended = once(child, 'close');
  const [out, err] = await Promise.all([text(child.stdout), text(child.stderr)]);
  const [status] = (await ended) as [number];
  return { folder, status, out, err };
}
