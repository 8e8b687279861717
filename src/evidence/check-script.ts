import { readFileSync } from 'node:fs';

export const checkScript = (): string =>
  readFileSync(new URL('../verifier/check.js', import.meta.url), 'utf8').replace(/^\/\/# source.*\n?/m, '');
