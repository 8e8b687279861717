import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  forgetGuarded,
  refuseUnguarded,
  rememberGuarded,
  servedGuardedSince,
} from '../../src/config/auth-mark.js';
import { SettingsError } from '../../src/config/setting.js';
import type { Settings } from '../../src/config/settings.js';

const settings = (auth: Settings['auth'], dataDir: string) => ({ auth, dataDir }) as Settings;

test('what was served with access control is not served without, until that is lifted', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'mark-'));
  refuseUnguarded(settings('off', dataDir));
  rememberGuarded(settings('off', dataDir));
  expect(servedGuardedSince(dataDir)).toBeUndefined();

  rememberGuarded(settings('oidc', dataDir));
  const since = servedGuardedSince(dataDir);
  expect(Date.parse(since!)).toBeGreaterThan(Date.now() - 60_000);
  expect(() => refuseUnguarded(settings('off', dataDir))).toThrow(SettingsError);
  refuseUnguarded(settings('oidc', dataDir));

  forgetGuarded(dataDir);
  refuseUnguarded(settings('off', dataDir));
});
