import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeDurably } from '../../config/durable-file.js';

/** By which the service on a data directory is known to others, also after a start. */
export function serviceId(dataDir: string): string {
  const file = join(dataDir, 'service-id');
  if (!existsSync(file)) writeDurably(file, `${randomUUID()}\n`);
  return readFileSync(file, 'utf8').trim();
}
