import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { type ByHand, byHand } from '../../evidence/support/by-hand.js';
import { unpackInto } from '../../evidence/support/unpacked.js';

async function folderOf(directory: string, files: ReadonlyMap<string, Uint8Array>): Promise<string> {
  const folder = await mkdtemp(join(directory, 'pack-'));
  await unpackInto(folder, files);
  return folder;
}

/** Runs a pack's own verifier in a folder of its own, with nothing but Node. */
export async function checkPack(
  directory: string,
  files: ReadonlyMap<string, Uint8Array>,
  words: readonly string[] = [],
) {
  const folder = await folderOf(directory, files);
  const child = spawn(process.execPath, ['check.mjs', ...words], { cwd: folder, env: {} });
  const ended = once(child, 'close');
  const [out, err] = await Promise.all([text(child.stdout), text(child.stderr)]);
  const [status] = (await ended) as [number];
  return { status, out, err };
}

/** Runs the openssl lines of a pack's page in a folder of its own. */
export const checkByHand = async (directory: string, files: ReadonlyMap<string, Buffer>, how: ByHand = {}) =>
  byHand(await folderOf(directory, files), files.get('CHECK.md')!.toString(), how);
