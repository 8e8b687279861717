import { SettingsError } from './config/setting.js';

/** sysexits.h EX_CONFIG: starting again with the same settings will not help. */
const BAD_SETTINGS = 78;

/** Where the service was told to listen it cannot. */
export class CannotListen extends Error {}

/** It was told to end before it was ready. */
export class StartEnded extends Error {}

/** How the process ends where a start failed for a reason that one line tells; undefined for all others. */
export function endOf(error: unknown): { readonly code: number; readonly line: string } | undefined {
  if (error instanceof SettingsError) return { code: BAD_SETTINGS, line: error.message };
  if (error instanceof CannotListen) return { code: 1, line: error.message };
  if (error instanceof StartEnded) return { code: 0, line: error.message };
  return undefined;
}
