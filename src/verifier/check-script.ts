import { readFileSync } from 'node:fs';
import { packageInfo } from '../config/package-info.js';

/** Its first line says which release the pack was made by. */
const firstLine = (release: string): string => `// pump-ledger ${release}, check.mjs`;

const compiled = (): string =>
  readFileSync(new URL('./check.js', import.meta.url), 'utf8').replace(/^\/\/# sourceMappingURL=.*\n?$/m, '');

/** The text of `check.mjs`: the verifier that travels inside each evidence pack. */
export const checkScript = (): string => `${firstLine(packageInfo.version)}\n${compiled()}`;

/** Undefined for a script that does not say it. */
export const releaseOf = (script: string): string | undefined =>
  /^\/\/ pump-ledger (\S+), check\.mjs\n/.exec(script)?.[1];
