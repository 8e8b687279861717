import { TILE_WIDTH } from './tile-store.js';

/** What a tlog-tiles path names: hashes of the tree, or the entries themselves. */
export interface TileAddress {
  readonly level: number | 'entries';
  readonly number: number;
  /** 1 to TILE_WIDTH; less than that for a partial tile. */
  readonly width: number;
}

const PATH =
  /^tile\/(?<level>\d{1,2}|entries)\/(?<number>(?:x\d{3}\/){0,5}\d{3})(?:\.p\/(?<width>\d{1,3}))?$/;
const HIGHEST_LEVEL = 63;

/** As in C2SP tlog-tiles, below the log's prefix: `tile/0/x001/x234/067`, and `.p/<width>` for a partial tile. */
export function tilePath({ level, number, width }: TileAddress): string {
  const digits = String(number);
  const padded = digits.padStart(Math.ceil(digits.length / 3) * 3, '0');
  const parts = padded.replaceAll(/\d{3}(?=\d)/g, 'x$&/');
  return `tile/${level}/${parts}${width < TILE_WIDTH ? `.p/${width}` : ''}`;
}

/** Undefined for what is no path of a tile, or another spelling than the one there is. */
export function readTilePath(path: string): TileAddress | undefined {
  const found = PATH.exec(path)?.groups;
  if (!found) return undefined;
  const level = found['level'] === 'entries' ? 'entries' : Number(found['level']);
  const number = Number(found['number']!.replaceAll(/[x/]/g, ''));
  const width = Number(found['width'] ?? TILE_WIDTH);
  const address = { level, number, width } as const;
  const exists =
    (level === 'entries' || level <= HIGHEST_LEVEL) && width >= 1 && Number.isSafeInteger(number);
  return exists && tilePath(address) === path ? address : undefined;
}
