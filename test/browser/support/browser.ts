import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';

const PACKAGE = createRequire(import.meta.url).resolve('@sparticuz/chromium');
const UNPACK = `import chromium from '@sparticuz/chromium'; await chromium.executablePath();`;

/**
 * The folder of the packaged browser. The package unpacks into the temporary folder of its process, and takes what lies
 * there for what it would unpack: hence a process and a folder of its own, and one rename for tests that run beside.
 */
function packaged(): string {
  const { version } = JSON.parse(readFileSync(join(PACKAGE, '../../package.json'), 'utf8')) as {
    version: string;
  };
  const folder = join(tmpdir(), `pump-ledger-chromium-${version}`);
  if (existsSync(folder)) return folder;
  const unpacked = mkdtempSync(`${folder}-`);
  execFileSync(process.execPath, ['--input-type=module', '-e', UNPACK], {
    env: { ...process.env, TMPDIR: unpacked },
  });
  try {
    renameSync(unpacked, folder);
  } catch (error) {
    rmSync(unpacked, { recursive: true });
    if (!existsSync(folder)) throw error;
  }
  return folder;
}

/** A real Chromium: the one of `CHROME_PATH`, else the one that comes as a package (Linux). */
export async function launchBrowser(): Promise<Browser> {
  const own = process.env['CHROME_PATH'];
  const folder = own === undefined ? packaged() : undefined;
  return chromium.launch({
    executablePath: own ?? join(folder!, 'chromium'),
    args: ['--no-sandbox'],
    env: { ...process.env, ...(folder !== undefined && { FONTCONFIG_PATH: join(folder, 'fonts') }) },
  });
}
