import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

const own = fileURLToPath(new URL('../assets/', import.meta.url));
const uplot = dirname(createRequire(import.meta.url).resolve('uplot'));

/** Where the style sheets and scripts of the pages lie. */
export const ASSET_FOLDERS = [own, uplot];

function contentHash(): string {
  const hash = createHash('sha256');
  for (const folder of ASSET_FOLDERS)
    for (const name of readdirSync(folder).sort())
      hash.update(name).update(readFileSync(`${folder}/${name}`));
  return hash.digest('hex').slice(0, 16);
}

/** Other for other contents, so that a browser may keep them for good. */
export const ASSETS = `/assets/${contentHash()}/`;

export const asset = (name: string): string => ASSETS + name;
