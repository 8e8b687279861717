import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Settings } from '../../config/settings.js';
import type { Alien } from '../../event-store/port.js';
import type { Origin } from '../../event-store/origin.js';
import { logFile } from '../../event-store/sqlite/data-file.js';

/**
 * Gives the log as a file: itself, or a copy of what the server has stored, read from it anew, that is removed at the end;
 * and the first events that are left out of it.
 * @throws StoreUnavailable
 */
export async function withLogFile<Result>(
  { dataDir, eventStore, kurrentdbUrl }: Settings,
  origin: Origin,
  use: (file: string, aliens: readonly Alien[]) => Promise<Result>,
): Promise<Result> {
  if (eventStore === 'sqlite') return use(logFile(dataDir), []);
  const directory = join(dataDir, 'verifying');
  const remove = () => rmSync(directory, { recursive: true, force: true });
  const { LogReader } = await import('../../event-store/kurrentdb/log-reader.js');
  const { copyLog } = await import('../../event-store/kurrentdb/copy-log.js');
  const log = LogReader.at(kurrentdbUrl!, origin);
  remove();
  try {
    mkdirSync(directory, { mode: 0o700 });
    const file = join(directory, 'copy.sqlite');
    await copyLog(log, file);
    return await use(file, log.aliens.shown);
  } finally {
    await log.close();
    remove();
  }
}
