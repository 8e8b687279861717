import { globSync } from 'node:fs';
import { PARTS } from './parts.js';

export type Half = keyof typeof PARTS;

const TEST = 'test';

/** The spec files of a part, in order of their names. */
export function filesOf(half: Half, part: string): readonly string[] {
  const parts: Readonly<Record<string, readonly string[]>> = PARTS[half];
  return parts[part]!.flatMap((pattern) =>
    globSync(pattern.endsWith('.ts') ? pattern : `${pattern}/*.spec.ts`, { cwd: TEST }),
  ).toSorted();
}

export const everyFile = (): readonly string[] => globSync('**/*.spec.ts', { cwd: TEST }).toSorted();
