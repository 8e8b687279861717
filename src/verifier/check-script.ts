import { readFileSync } from 'node:fs';
import * as nodeModule from 'node:module';
import { packageInfo } from '../config/package-info.js';

const BUILT = !import.meta.url.endsWith('.ts');

/** Its first line says which release the pack was made by. */
const firstLine = (release: string): string => `// pump-ledger ${release}, check.mjs`;

/** Types are taken out where it is run from the sources. */
function compiled(): string {
  const text = readFileSync(new URL(BUILT ? './check.js' : './check.ts', import.meta.url), 'utf8');
  if (!BUILT) return nodeModule.stripTypeScriptTypes(text);
  return text.replace(/^\/\/# sourceMappingURL=.*\n?$/m, '');
}

/** The text of `check.mjs`: the verifier that travels inside each evidence pack. */
export const checkScript = (): string => `${firstLine(packageInfo.version)}\n${compiled()}`;

/** Undefined for a script that does not say it. */
export const releaseOf = (script: string): string | undefined =>
  /^\/\/ pump-ledger (\S+), check\.mjs\n/.exec(script)?.[1];
