import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { syncDirectoryOf } from './durable.js';
import { writeDurably } from './durable-file.js';
import { SettingsError, given } from './setting.js';
import type { Settings } from './settings.js';

const fileOf = (dataDir: string): string => join(dataDir, 'served-with-oidc');

/** Since when a data directory is served with access control, RFC 3339; undefined where it never was. */
export function servedGuardedSince(dataDir: string): string | undefined {
  const file = fileOf(dataDir);
  return existsSync(file) ? readFileSync(file, 'utf8').trim() : undefined;
}

/** Lets the directory be served without access control again. */
export function forgetGuarded(dataDir: string): void {
  rmSync(fileOf(dataDir), { force: true });
  syncDirectoryOf(fileOf(dataDir));
}

/** @throws SettingsError where a directory that was served with access control would be served without */
export function refuseUnguarded({ auth, dataDir }: Settings): void {
  const since = auth === 'off' ? servedGuardedSince(dataDir) : undefined;
  if (since === undefined) return;
  throw new SettingsError(
    `AUTH is "off", but DATA_DIR ${given(dataDir)} is served with access control since ${since}; accepted is "oidc". The command allow-auth-off lifts that, and the ledger says so.`,
  );
}

/** Once the service is about to serve it with access control. */
export function rememberGuarded({ auth, dataDir }: Settings): void {
  if (auth === 'oidc' && servedGuardedSince(dataDir) === undefined)
    writeDurably(fileOf(dataDir), `${new Date().toISOString()}\n`);
}
