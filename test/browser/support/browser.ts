import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserType } from 'playwright-core';

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

/** The package's own list of fonts names folders that are not there; without a font no text is laid out at all. */
function fontsIn(folder: string): string {
  const list = join(folder, 'own-fonts.conf');
  writeFileSync(
    list,
    `<?xml version="1.0"?><fontconfig><dir>${join(folder, 'fonts')}</dir><cachedir>${join(folder, 'fonts-cache')}</cachedir></fontconfig>`,
  );
  return list;
}

/** Pages are looked at for moments: neither a process held ready for the next one nor code made fast pays off. */
const SPARING = ['--renderer-process-limit=1', '--js-flags=--max-opt=1'];

/** A real Chromium: the one of `CHROME_PATH`, else the one that comes as a package (Linux). */
export async function launchBrowser(chromium: BrowserType): Promise<Browser> {
  const own = process.env['CHROME_PATH'];
  const folder = own === undefined ? packaged() : undefined;
  return chromium.launch({
    executablePath: own ?? join(folder!, 'chromium'),
    args: ['--no-sandbox', '--disable-gpu', ...SPARING],
    env: { ...process.env, ...(folder !== undefined && { FONTCONFIG_FILE: fontsIn(folder) }) },
  });
}

async function launch(): Promise<Browser> {
  const { chromium } = await (await loadedOnce()).playwright();
  const browser = await launchBrowser(chromium);
  atEnd(() => browser.close());
  return browser;
}

let launched: Promise<Browser> | undefined;

/** All files of a part have the same; cookies and what is cached stay in a page's context. */
export const theBrowser = (): Promise<Browser> => (launched ??= launch());

/** Each file closes what it opened: a page that is still there follows a service that is not. */
export async function closePages(): Promise<void> {
  const contexts = (await launched)?.contexts() ?? [];
  await Promise.all(contexts.map((context) => context.close()));
}
