import { readFileSync } from 'node:fs';

export type Json = Record<string, unknown>;

export const exampleText = readFileSync('examples/policies/our-hospital.json', 'utf8');

/** The example as plain JSON with other values at some pointers; undefined takes the member away. */
export function ourHospital(changes: Readonly<Record<string, unknown>> = {}): Json {
  const document = JSON.parse(exampleText) as Json;
  for (const [pointer, value] of Object.entries(changes)) {
    const names = pointer.split('/').slice(1);
    const last = names.pop()!;
    const parent = names.reduce<Json>((part, name) => part[name] as Json, document);
    if (value === undefined) delete parent[last];
    else parent[last] = value;
  }
  return document;
}
