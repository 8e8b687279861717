import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeDurably } from '../config/durable-file.js';
import { SettingsError } from '../config/setting.js';
import type { Settings } from '../config/settings.js';
import { keyFileIn } from './key-database.js';

const KEY_BYTES = 32;
const HEX = /^[0-9a-f]{64}$/i;
const BASE64 = /^[A-Za-z0-9+/]{43}=$/;

const ACCEPTED = '32 random bytes as 64 hexadecimal digits or in base64 (openssl rand -hex 32 makes some)';

/** @param where names the setting or file; the text itself is in no message */
function readKey(text: string, where: string): Buffer {
  const trimmed = text.trim();
  if (HEX.test(trimmed)) return Buffer.from(trimmed, 'hex');
  if (BASE64.test(trimmed)) return Buffer.from(trimmed, 'base64');
  throw new SettingsError(
    `${where} holds no master key (what it holds is not shown); accepted is ${ACCEPTED}.`,
  );
}

function readKeyFile(file: string, where: string): Buffer {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw new SettingsError(`${where} cannot be read: ${(error as Error).message}.`, { cause: error });
  }
  return readKey(text, where);
}

/** Before anything is wrapped by it, it is on disk for good. */
function makeKeyFile(file: string): Buffer {
  const key = randomBytes(KEY_BYTES);
  writeDurably(file, `${key.toString('hex')}\n`);
  return key;
}

type Where = Pick<Settings, 'dataDir' | 'masterKey' | 'masterKeyFile'>;

/** Where the key is that was made at first start. */
export const ownMasterKeyIn = (dataDir: string): string => join(dataDir, 'master.key');

/** Whether there is a master key, given or made before. */
export const hasMasterKey = ({ dataDir, masterKey, masterKeyFile }: Where): boolean =>
  masterKey !== undefined || masterKeyFile !== undefined || existsSync(ownMasterKeyIn(dataDir));

/**
 * The key that wraps the therapies' keys, 32 bytes: from the environment, from a file, else from `master.key` in the
 * data directory, which is made at first start.
 * @throws SettingsError
 */
export function masterKeyOf({ dataDir, masterKey, masterKeyFile }: Where): Buffer {
  if (masterKey !== undefined && masterKeyFile !== undefined)
    throw new SettingsError('MASTER_KEY and MASTER_KEY_FILE are both set; accepted is one of them.');
  if (masterKey !== undefined) return readKey(masterKey, 'MASTER_KEY');
  if (masterKeyFile !== undefined) return readKeyFile(masterKeyFile, `MASTER_KEY_FILE ${masterKeyFile}`);
  const own = ownMasterKeyIn(dataDir);
  if (existsSync(own)) return readKeyFile(own, own);
  if (existsSync(keyFileIn(dataDir)))
    throw new SettingsError(
      `${keyFileIn(dataDir)} was made under a master key that is not there: put ${own} back, or set MASTER_KEY_FILE or MASTER_KEY.`,
    );
  return makeKeyFile(own);
}
